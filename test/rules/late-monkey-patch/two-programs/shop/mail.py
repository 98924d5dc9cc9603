from time import sleep  # expect: GVT101


def send():
    sleep(0.4)
