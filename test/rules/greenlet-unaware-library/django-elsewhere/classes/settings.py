from configurations import Configuration


class Common(Configuration):
    INSTALLED_APPS = []
    DATABASES = {"default": {"ENGINE": "django.db.backends.mysql"}}  # expect: GVT301


class Dev(Common):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.memcached.PyLibMCCache"}}


class Live(Common):
    DEBUG = False
