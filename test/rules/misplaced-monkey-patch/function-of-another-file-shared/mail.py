from time import sleep


def send():
    sleep(0.4)
