from gevent import monkey

monkey.patch_all()

import os
import subprocess

import gevent

gevent.spawn(subprocess.call, "sleep 0.5", shell=True).join()  # expect: GVT201
#            ^^^^^^^^^
