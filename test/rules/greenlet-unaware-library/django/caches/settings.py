DATABASES = dict(default=dict(ENGINE="django.db.backends.sqlite3", NAME="shop.db"))
CACHES = {}
CACHES["default"] = {"LOCATION": ["127.0.0.1:11211"]}
CACHES["default"]["BACKEND"] = "django.core.cache.backends.memcached.PyLibMCCache"  # expect: GVT301
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
