from gevent import monkey

monkey.patch_all()

import smtplib

import gevent


def given(server: smtplib.SMTP):
    try:
        with gevent.Timeout(2):
            return server.noop()
    except gevent.Timeout:
        return None


def unpacked():
    server, number = smtplib.SMTP("localhost"), 1
    try:
        with gevent.Timeout(2):
            return server.noop(), number
    except gevent.Timeout:
        return None


def entered():
    with smtplib.SMTP("localhost") as server:
        try:
            with gevent.Timeout(2):
                return server.noop()
        except gevent.Timeout:
            return None


def uncaught():
    with gevent.Timeout(2):
        return smtplib.SMTP("localhost").noop()


gevent.joinall([gevent.spawn(given, smtplib.SMTP("localhost")), gevent.spawn(unpacked)])
gevent.joinall([gevent.spawn(entered), gevent.spawn(uncaught)])
