import threading

stopped = threading.Event()
