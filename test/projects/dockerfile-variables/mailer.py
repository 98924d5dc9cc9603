import smtplib


def send(text):
    with smtplib.SMTP("localhost") as server:
        server.sendmail("shop@example.org", ["you@example.org"], text)
