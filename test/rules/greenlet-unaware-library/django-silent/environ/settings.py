import os

import dj_database_url
import environ

env = environ.Env()
DATABASES = {
    "default": env.db("DATABASE_URL", default="mysql://localhost/shop"),
    "other": dj_database_url.config(),
    "third": {"ENGINE": os.environ.get("DB_ENGINE", "django.db.backends.mysql")},
    "fourth": dj_database_url.config(default="sqlite:///shop.db"),
    "fifth": dj_database_url.parse("mysql://localhost/shop", engine="shop.mysql"),
}
