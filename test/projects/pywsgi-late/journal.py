from threading import Lock

import accounts

lock = Lock()


def write(line):
    with lock:
        print(line, len(accounts.accounts))
