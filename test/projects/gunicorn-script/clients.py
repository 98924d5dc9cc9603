from time import sleep


def answer():
    sleep(0.1)
    return b"done"
