import os
import threading


def work():
    os.system("sleep 1")


threading.Thread(target=work).start()
