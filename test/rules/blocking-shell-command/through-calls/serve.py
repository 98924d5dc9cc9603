from gevent import monkey

monkey.patch_all()

from gevent.pywsgi import WSGIServer

from shop.pages import application

if __name__ == "__main__":
    WSGIServer(("127.0.0.1", 8000), application).serve_forever()
