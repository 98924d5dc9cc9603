import os

from gevent import monkey

if os.environ.get("NATIVE_THREADS"):
    monkey.patch_all(thread=False)

monkey.patch_all()
