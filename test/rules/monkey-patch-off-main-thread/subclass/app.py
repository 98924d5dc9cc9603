from threading import Thread

from gevent.monkey import patch_all


class Worker(Thread):
    def run(self):
        patch_all(thread=False)  # expect: GVT105


Worker().start()
