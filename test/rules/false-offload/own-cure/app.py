from gevent import monkey

monkey.patch_all()

import os
import threading


def convert():
    os.system("sleep 0.5")  # expect: GVT201


threading.Thread(target=convert).start()
