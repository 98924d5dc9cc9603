import os
import threading

reader, writer = os.pipe()


def receive():
    return os.read(reader, 100)


threading.Thread(target=receive).start()
