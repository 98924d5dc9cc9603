"""Asks the mail server, and gives up when it is slow: python letters.py."""

from gevent import monkey

monkey.patch_all()

import smtplib  # noqa: E402

import gevent  # noqa: E402


class Outbox:
    def __init__(self, host="127.0.0.1", port=25):
        self.server = smtplib.SMTP(host, port)

    def knows(self, address):
        try:
            with gevent.Timeout(2):
                return self.server.docmd("vrfy", address)[0] == 250
        except gevent.Timeout:
            return False


if __name__ == "__main__":
    print(Outbox().knows("ann@example.org"))
