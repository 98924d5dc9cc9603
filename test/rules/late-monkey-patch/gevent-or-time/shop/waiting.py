try:
    from gevent import sleep
except ImportError:
    from time import sleep


def work():
    sleep(0.1)
