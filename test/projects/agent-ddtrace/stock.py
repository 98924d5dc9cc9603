import threading

lock = threading.Lock()


def items():
    with lock:
        return {"tea": 1}
