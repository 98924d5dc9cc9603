ROOT_URLCONF = "shop.urls"
LOGGING = {
    "version": 1,
    "handlers": {
        "web": {"class": "logging.handlers.HTTPHandler", "host": "logs", "url": "/"},  # expect: GVT218
        "admins": {"class": "django.utils.log.AdminEmailHandler", "level": "ERROR"},
    },
}
LOGGING["loggers"] = {"shop": {"handlers": ["web", "admins"]}}
