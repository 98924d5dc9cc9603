import smtplib


def send():
    smtplib.SMTP("localhost")
