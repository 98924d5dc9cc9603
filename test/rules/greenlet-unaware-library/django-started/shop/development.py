DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "shop.db"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.memcached.PyLibMCCache"}}
