import threading


def work():
    print("once")


threading.Thread(target=work).start()

from gevent import monkey

monkey.patch_all(thread=False)
