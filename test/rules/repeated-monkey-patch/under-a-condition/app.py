import os

from gevent import monkey

monkey.patch_all()

if os.environ.get("NATIVE_THREADS"):
    monkey.patch_all(thread=False)  # expect: GVT107
