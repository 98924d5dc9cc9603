from time import sleep


def pause():
    sleep(1)
