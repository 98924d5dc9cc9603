from django.conf import settings
from django.core.wsgi import get_wsgi_application
from options import OPTIONS

settings.configure(**OPTIONS)
DATABASES = {"default": {"ENGINE": "django.db.backends.mysql"}}
application = get_wsgi_application()
