from gevent import monkey

monkey.patch_all()

import json
import subprocess
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor


def fetch(address):
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)


def run():
    subprocess.run(["true"])
    time.sleep(0.01)
    with open("log.txt") as file:
        return file.read()


def start(executor, jobs):
    return [executor.submit(job) for job in jobs]


with ThreadPoolExecutor(2) as executor:
    executor.submit(fetch, "http://127.0.0.1/")
    executor.map(time.sleep, [0.1])
    executor.submit(unknown)
threading.Thread(target=run).start()
