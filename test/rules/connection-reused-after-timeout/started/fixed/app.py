from gevent import monkey

monkey.patch_all()

import smtplib

import gevent


class Mail:
    def __init__(self):
        self.server = smtplib.SMTP("localhost")
        self.secure = smtplib.SMTP_SSL("localhost")

    def check(self):
        timeout = gevent.Timeout.start_new(2)
        try:
            return self.server.noop()  # expect: GVT418
        except gevent.Timeout:
            self.server.close()
            return None
        finally:
            timeout.cancel()

    def send(self, text):
        timeout = gevent.Timeout(5)
        timeout.start()
        try:
            self.secure.sendmail("a", "b", text)  # expect: GVT418
        except gevent.Timeout:
            self.secure.close()
            print("too slow")
        finally:
            timeout.close()

    def closed(self):
        timeout = gevent.Timeout.start_new(2)
        try:
            return self.server.noop()
        except gevent.Timeout:
            self.server.close()
            raise
        finally:
            timeout.cancel()

    def never_started(self):
        timeout = gevent.Timeout(5)
        try:
            return self.server.noop()
        except gevent.Timeout:
            return None
        finally:
            timeout.close()

    def unended(self, timeout):
        try:
            return self.server.noop()
        except gevent.Timeout:
            return None
        finally:
            timeout.cancel()


mail = Mail()
gevent.spawn(mail.check)
gevent.spawn(mail.send, "hello")
gevent.spawn(mail.closed)
gevent.spawn(mail.never_started)
gevent.spawn(mail.unended, gevent.Timeout.start_new(3)).join()
