import threading

from gevent import monkey


def boot():
    monkey.patch_all()


boot()
threading.Thread(target=boot).start()
