import signal


class TooSlow(Exception):
    pass


def handle(number, frame):
    raise TooSlow()


def ignore():
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def install():
    signal.signal(signal.SIGALRM, handle)
