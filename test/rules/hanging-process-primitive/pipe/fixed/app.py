from gevent import monkey

monkey.patch_all()

import time
from multiprocessing import Pipe, Process

import gevent

here, there = Pipe()


def answer():
    time.sleep(0.4)
    there.send("done")


def ask():
    child = Process(target=answer)
    child.start()
    here.poll(None)
    message = here.recv()  # expect: GVT221
    #         ^^^^^^^^^^^
    child.join()
    return message


print(gevent.spawn(ask).get())
