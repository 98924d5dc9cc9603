from time import sleep  # expect: GVT101


def pause():
    sleep(1)
