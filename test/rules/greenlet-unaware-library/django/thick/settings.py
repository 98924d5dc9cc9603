import oracledb

oracledb.init_oracle_client()
DATABASES = {"default": {"ENGINE": "django.db.backends.oracle", "NAME": "shop"}}  # expect: GVT301
