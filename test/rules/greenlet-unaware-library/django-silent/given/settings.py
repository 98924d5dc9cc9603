import heroku
import shop

DATABASES = {"default": {"ENGINE": "django.db.backends.mysql"}}
shop.configure(DATABASES)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.memcached.PyLibMCCache"}}
heroku.settings(locals())
