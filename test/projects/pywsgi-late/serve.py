import accounts
from gevent import monkey

monkey.patch_all()

from gevent.pywsgi import WSGIServer

from web import application

if __name__ == "__main__":
    WSGIServer(("127.0.0.1", 0), application).serve_forever()
