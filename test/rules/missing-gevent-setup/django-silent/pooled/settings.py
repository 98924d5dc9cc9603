DATABASES = {"default": {"ENGINE": "django_db_geventpool.backends.postgresql_psycopg2", "NAME": "shop"}}
