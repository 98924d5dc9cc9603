from gevent import monkey


class Thread:
    def __init__(self, target):
        target()


class Worker(Thread):
    def run(self):
        monkey.patch_all()


def boot():
    monkey.patch_time()


Thread(target=boot)
