from gevent import monkey

monkey.patch_all()

import os
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor

import gevent


def run(command):
    return subprocess.run(command)


def quote(words):
    return subprocess.list2cmdline(words)


def other(command):
    def later():
        return subprocess.run(command)

    return later


# Patched threads are greenlets of the main loop: there it cooperates.
gevent.spawn(run, ["true"]).join()
threading.Thread(target=run, args=(["true"],)).start()
with ThreadPoolExecutor(2) as executor:
    executor.submit(run, ["true"]).result()
pool = gevent.get_hub().threadpool
pool.apply(quote, (["a", "b"],))
pool.apply(other, (["true"],))
pool.apply(os.stat, ("/",))


class subprocessing:
    @staticmethod
    def run(command):
        return command


pool.apply(subprocessing.run, (["true"],))
