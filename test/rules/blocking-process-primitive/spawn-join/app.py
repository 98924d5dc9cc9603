from gevent import monkey

monkey.patch_all()

import multiprocessing

import gevent


def work():
    print("working")


def start():
    child = multiprocessing.Process(target=work)
    child.start()
    child.join()  # expect: GVT209


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    gevent.spawn(start).join()
