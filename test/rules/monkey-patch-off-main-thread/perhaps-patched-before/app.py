import sys
import threading

from gevent import monkey

if len(sys.argv) > 1:
    monkey.patch_all()


def boot():
    monkey.patch_all()


threading.Thread(target=boot).start()
