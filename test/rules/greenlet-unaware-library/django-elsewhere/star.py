from django.conf import settings
from django.core.wsgi import get_wsgi_application

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
SETTINGS = {
    "DATABASES": DATABASES,
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.memcached.PyLibMCCache"}},  # expect: GVT301
}
settings.configure(**SETTINGS)
application = get_wsgi_application()
