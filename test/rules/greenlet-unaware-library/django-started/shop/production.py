from shop.development import *

del CACHES["default"]
DATABASES = {
    **DATABASES,
    "default": {"ENGINE": "django.db.backends.mysql", "NAME": "shop"},  # expect: GVT301
}
