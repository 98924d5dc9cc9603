from gevent import monkey

monkey.patch_all()

import gevent
from shop import jobs

gevent.spawn(jobs.work())  # expect: GVT501
gevent.spawn(jobs.Cleaner().start())  # expect: GVT501
gevent.wait()
