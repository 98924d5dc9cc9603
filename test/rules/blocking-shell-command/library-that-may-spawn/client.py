import os
import threading

try:
    import gevent
except ImportError:
    gevent = None


class Client:
    def __init__(self, async_mode):
        self.async_mode = async_mode

    def start(self, function, *arguments):
        if self.async_mode == "gevent":
            return gevent.spawn(function, *arguments)
        thread = threading.Thread(target=function, args=arguments)
        thread.start()
        return thread

    def refresh(self):
        os.system("refresh")

    def run(self):
        return self.start(self.refresh)
