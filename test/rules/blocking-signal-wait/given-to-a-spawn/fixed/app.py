from gevent import monkey

monkey.patch_all()

import signal

import gevent

gevent.spawn(signal.pause)  # expect: GVT208
#            ^^^^^^^^^^^^
gevent.spawn(gevent.get_hub().threadpool.apply, signal.sigwait, ([signal.SIGHUP],))  # expect: GVT208
gevent.spawn(signal.sigtimedwait, [signal.SIGHUP], 0)
gevent.spawn(signal.signal, signal.SIGHUP, signal.SIG_IGN)
