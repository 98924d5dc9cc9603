from gevent import monkey
monkey.patch_all()
import gevent

from pages import Responder

if __name__ == "__main__":
    gevent.spawn(Responder(8000).serve).join()
