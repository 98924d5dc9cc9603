from gevent.lock import Semaphore
from gevent.pywsgi import WSGIServer
from gevent.server import StreamServer


class Echo(StreamServer):
    def kill(self):
        self.close()


def stop(address):
    server = StreamServer(address, print)
    server.kill()  # expect: GVT526
    web = WSGIServer(address, None)
    web.pre_start()  # expect: GVT526
    print(Semaphore(1).balance)  # expect: GVT526
    Echo(address, print).kill()


stop(("", 1))
