import ctypes
import threading

libc = ctypes.CDLL(None)


def settle():
    libc.usleep(500_000)


threading.Thread(target=settle).start()
