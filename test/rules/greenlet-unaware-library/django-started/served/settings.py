ROOT_URLCONF = "served.urls"
NAME = "shop"
DATABASES = {"default": {"NAME": NAME}}
DATABASES["default"].update({"ENGINE": "django.db.backends.oracle"})  # expect: GVT301
