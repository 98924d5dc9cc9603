from time import sleep

try:
    from gevent import monkey

    monkey.patch_all()
except ImportError:
    pass


def work():
    sleep(0.5)


work()
