import multiprocessing

from gevent import monkey


def boot():
    monkey.patch_all()


if __name__ == "__main__":
    multiprocessing.Process(target=boot).start()
