from gevent import monkey

monkey.patch_all()

import multiprocessing
from functools import partial

import gevent

done = multiprocessing.Event()
queue = multiprocessing.SimpleQueue()

gevent.spawn(done.wait).join()  # expect: GVT209
#            ^^^^^^^^^
gevent.joinall([gevent.spawn(partial(queue.get))])  # expect: GVT209
gevent.spawn(done.wait, 0).join()
