import os

INSTALLED_APPS = []
ENGINE = "django.db.backends.mysql"
DATABASES = {
    "default": {
        "ENGINE": ENGINE,  # expect: GVT301
        #         ^^^^^^
        "NAME": os.environ.get("DB_NAME", "shop"),
        "OPTIONS": {"charset": "utf8mb4"},
    },
    "replica": {"ENGINE": "django.db.backends.mysql"},
}
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
CHANNEL_LAYERS = {"default": {"BACKEND": "channels_redis.core.RedisChannelLayer"}}
