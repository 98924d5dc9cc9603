from gevent import monkey

monkey.patch_all()

import gevent

from stats import settings


def drain():
    print(settings.queue.get())


def main():
    drainer = gevent.spawn(drain)
    settings.queue.put(1)
    drainer.join()


if __name__ == "__main__":
    main()
