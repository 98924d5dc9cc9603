SECRET_KEY = "not-a-secret"
ROOT_URLCONF = "config.urls"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "shop.apps.ShopConfig",
    "cart",
]
ALLOWED_HOSTS = ["*"]
WSGI_APPLICATION = "config.wsgi.application"
