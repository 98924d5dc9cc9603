from time import sleep


def announce():
    sleep(0.01)
