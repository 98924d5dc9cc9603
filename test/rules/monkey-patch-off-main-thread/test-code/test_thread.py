import threading

from gevent import monkey


def boot():
    monkey.patch_all()


threading.Thread(target=boot).start()
