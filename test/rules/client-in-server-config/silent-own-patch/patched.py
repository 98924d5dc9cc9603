from gevent import monkey

monkey.patch_all()

import stock

workers = len(stock.__name__)
