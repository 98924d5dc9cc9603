import os

MAIL = {
    "class": "logging.handlers.SMTPHandler",  # expect: GVT218
    "level": "ERROR",
}
LOGGING = {
    "version": 1,
    "formatters": {"plain": {"format": "%(message)s"}},
    "handlers": {
        "mail": MAIL,
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
    },
    "loggers": {"shop": {"handlers": ["console", "mail"], "level": os.environ.get("LEVEL")}},
}
