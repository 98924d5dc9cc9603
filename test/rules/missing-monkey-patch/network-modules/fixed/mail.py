from gevent import monkey
monkey.patch_all()

import imaplib
import smtplib

import gevent


def work():
    imaplib.IMAP4_SSL("localhost").login("me", "secret")
    smtplib.SMTP_SSL("localhost").quit()


if __name__ == "__main__":
    gevent.spawn(work).join()  # expect: GVT110
