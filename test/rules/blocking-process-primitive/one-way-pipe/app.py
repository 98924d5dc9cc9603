from gevent import monkey

monkey.patch_all()

import multiprocessing
import time

import gevent


class Listener:
    def __init__(self):
        self.reader, self.writer = multiprocessing.Pipe(duplex=False)

    def answer(self):
        time.sleep(0.5)
        self.writer.send("done")

    def listen(self):
        message = self.reader.recv()  # expect: GVT209
        return message


listener = Listener()
child = multiprocessing.Process(target=listener.answer)
child.start()
print(gevent.spawn(listener.listen).get())
child.join()
