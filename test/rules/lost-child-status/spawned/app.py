from gevent import monkey

monkey.patch_all()

import multiprocessing
import subprocess

import gevent


def work():
    raise SystemExit(3)


def run():
    child = multiprocessing.Process(target=work)
    child.start()
    while child.is_alive():  # expect: GVT219
        gevent.sleep(0.1)
    return child.exitcode  # expect: GVT219
    #      ^^^^^^^^^^^^^^


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    subprocess.run(["true"])
    print(gevent.spawn(run).get())
