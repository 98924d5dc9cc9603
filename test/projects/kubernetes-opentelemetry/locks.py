from threading import Lock

lock = Lock()
