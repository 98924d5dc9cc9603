from gevent import monkey

monkey.patch_all()

import multiprocessing
import subprocess

import gevent

spawning = multiprocessing.get_context("spawn")
forking = multiprocessing.get_context("fork")


def work():
    raise SystemExit(3)


def run():
    child = spawning.Process(target=work)
    child.start()
    while child.is_alive():  # expect: GVT219
        gevent.sleep(0.1)
    return child.exitcode  # expect: GVT219


def forked():
    child = forking.Process(target=work)
    child.start()
    while child.is_alive():
        gevent.sleep(0.1)
    return child.exitcode


if __name__ == "__main__":
    subprocess.run(["true"])
    gevent.joinall([gevent.spawn(run), gevent.spawn(forked)])
