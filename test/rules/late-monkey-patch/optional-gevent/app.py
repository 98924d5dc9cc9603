import os
import sys
from time import sleep

if "gevent" in sys.argv:
    from gevent import monkey

    monkey.patch_all()

if os.environ.get("GREEN"):
    from gevent import monkey

    monkey.patch_all()


def work():
    sleep(0.5)
