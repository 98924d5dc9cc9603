CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.memcached.PyMemcacheCache"},
    "files": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache"},
}
DATABASES = {}
OTHERS = {"default": {"ENGINE": "django.db.backends.mysql"}}
