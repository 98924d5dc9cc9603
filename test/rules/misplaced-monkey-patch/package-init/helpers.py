from time import sleep


def wait():
    sleep(0.4)
