from gevent.event import Event
from threading import Thread

import gevent
import grequests


class Fetcher:
    def __init__(self):
        self.stopped = Event()

    def run(self):
        while not self.stopped.wait(0.5):  # expect: GVT210
#                 ^^^^^^^^^^^^^^^^^^^^^^
            grequests.map([])
            Thread(target=self.stopped.set).start()


if __name__ == "__main__":
    gevent.spawn(Fetcher().run).join()
