from time import sleep

from eventlet import monkey_patch

monkey_patch()


def work():
    sleep(0.5)
