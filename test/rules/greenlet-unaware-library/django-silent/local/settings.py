DATABASES = {"default": {"ENGINE": "django.db.backends.mysql", "NAME": "shop"}}
try:
    from .local_settings import *
except ImportError:
    pass
