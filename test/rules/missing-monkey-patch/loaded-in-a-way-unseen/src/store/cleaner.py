import time

import gevent


class Store:
    def run(self):
        print("running")


def clean():
    while True:
        time.sleep(300)


gevent.spawn(clean)


if __name__ == "__main__":
    Store().run()
