from gevent import monkey
monkey.patch_all()
import os

from django.core.wsgi import get_wsgi_application
from gevent.pywsgi import WSGIServer

os.environ["DJANGO_SETTINGS_MODULE"] = "served.settings"
WSGIServer(("", 8000), get_wsgi_application()).serve_forever()
