import threading

lock = threading.Lock()


def label(number):
    with lock:
        return f"parcel {number}"
