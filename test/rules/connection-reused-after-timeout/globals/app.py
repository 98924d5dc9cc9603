from gevent import monkey

monkey.patch_all()

import smtplib

import gevent

server = smtplib.SMTP("localhost")


class Mail:
    server = smtplib.SMTP("localhost")

    @classmethod
    def check(cls):
        try:
            with gevent.Timeout(2):
                return cls.server.noop()  # expect: GVT418
        except BaseException:
            return None


def check():
    global server
    try:
        with gevent.Timeout(2):
            return server.noop()  # expect: GVT418
    except (ValueError, gevent.Timeout):
        return None


def replaced():
    global server
    try:
        with gevent.Timeout(2):
            return server.noop()
    except gevent.Timeout:
        server = smtplib.SMTP("localhost")


gevent.joinall([gevent.spawn(check), gevent.spawn(Mail.check), gevent.spawn(replaced)])
