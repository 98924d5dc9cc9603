DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 0}}
DATABASES["default"]["CONN_MAX_AGE"] = 0  # expect: GVT308
