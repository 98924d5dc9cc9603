from gevent import monkey

monkey.patch_all()

import logging
import logging.config

import gevent

logging.config.dictConfig(
    {
        "version": 1,
        "handlers": {
            "mail": {
                "class": "logging.handlers.SMTPHandler",  # expect: GVT218
                "level": "ERROR",
                "mailhost": ("mail.example.org", 25),
                "fromaddr": "shop@example.org",
                "toaddrs": ["ops@example.org"],
                "subject": "shop",
            },
        },
        "root": {"handlers": ["mail"]},
    }
)
log = logging.getLogger("shop")


def sell():
    log.error("nothing to sell")


def buy():
    log.error("nothing to buy")


gevent.joinall([gevent.spawn(sell), gevent.spawn(buy)])
