from gevent import monkey

monkey.patch_all()

import smtplib
import unittest

import gevent


class MailTest(unittest.TestCase):
    def setUp(self):
        self.mail = smtplib.SMTP("localhost")
        self.job = gevent.spawn(self.ping)

    def ping(self):
        self.mail.noop()

    def tearDown(self):
        self.job.kill()

    def test_mail(self):
        self.job.kill()
        self.mail.noop()
