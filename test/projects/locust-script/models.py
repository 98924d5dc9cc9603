import threading

lock = threading.Lock()
tasks = []
