from gevent import monkey

monkey.patch_all()

from gevent.pywsgi import WSGIServer

from shop import database
from shop.pages import application

database.prepare()
WSGIServer(("127.0.0.1", 0), application).start()
