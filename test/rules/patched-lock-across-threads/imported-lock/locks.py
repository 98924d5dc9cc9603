import threading

INDEX = threading.Lock()
