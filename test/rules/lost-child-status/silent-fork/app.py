from gevent import monkey

monkey.patch_all()

import multiprocessing
import subprocess

import gevent


class Child:
    exitcode = 3

    def is_alive(self):
        return False


def run():
    child = multiprocessing.Process(target=print)
    child.start()
    while child.is_alive():
        gevent.sleep(0.1)
    return child.exitcode, Child().exitcode, Child().is_alive()


if __name__ == "__main__":
    multiprocessing.set_start_method("forkserver")
    subprocess.run(["true"])
    print(gevent.spawn(run).get())
