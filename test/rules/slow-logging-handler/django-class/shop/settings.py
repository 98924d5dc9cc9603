from configurations import Configuration


class Live(Configuration):
    ROOT_URLCONF = "shop.urls"
    LOGGING = {
        "version": 1,
        "handlers": {"mail": {"class": "logging.handlers.SMTPHandler"}},  # expect: GVT218
        "root": {"handlers": ["mail"]},
    }
