from gevent import monkey

monkey.patch_all()

import threading


def boot():
    monkey.patch_all()


threading.Thread(target=boot).start()
