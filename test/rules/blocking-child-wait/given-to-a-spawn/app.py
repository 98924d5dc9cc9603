from gevent import monkey

monkey.patch_all()

import os

import gevent

pid = os.spawnlp(os.P_NOWAIT, "sleep", "sleep", "0.5")
gevent.spawn(os.wait).join()  # expect: GVT202
#            ^^^^^^^
gevent.spawn_later(1, os.wait)  # expect: GVT202
gevent.spawn(os.waitpid, pid, 0)
gevent.spawn(os.wait3, os.WNOHANG)
