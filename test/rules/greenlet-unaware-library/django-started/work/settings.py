INSTALLED_APPS = []
DATABASES = {"default": {}}
DATABASES["default"] |= {"ENGINE": "django.contrib.gis.db.backends.mysql"}  # expect: GVT301
