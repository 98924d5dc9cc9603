# A process pool made before the patch hangs: no edit.
from jobs import search


def main():
    from gevent import monkey

    monkey.patch_all()
    import gevent

    gevent.spawn(search, "aaaa").join()


if __name__ == "__main__":
    main()
