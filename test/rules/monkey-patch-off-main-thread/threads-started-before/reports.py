import threading


def send():
    print("sent")


threading.Timer(0.5, send).start()  # expect: GVT105
