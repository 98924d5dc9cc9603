DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql_psycopg2", "NAME": "shop"}}
