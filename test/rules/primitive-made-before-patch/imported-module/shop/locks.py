import threading

STOCK = threading.RLock()  # expect: GVT103
