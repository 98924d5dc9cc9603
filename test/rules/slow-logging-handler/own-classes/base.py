from logging.handlers import SMTPHandler


class Mail(SMTPHandler):
    secure = ()
