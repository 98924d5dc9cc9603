import os

from configurations.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "named.settings")
os.environ.setdefault("DJANGO_CONFIGURATION", "Live")
application = get_wsgi_application()
