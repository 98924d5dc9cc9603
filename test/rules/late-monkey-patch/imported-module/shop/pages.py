from . import mail


def index():
    mail.send()
