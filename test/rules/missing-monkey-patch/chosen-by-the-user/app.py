import time

try:
    import gevent
except ImportError:
    gevent = None


def poll():
    time.sleep(1)


def main():
    if gevent is None:
        poll()
    else:
        gevent.spawn(poll).join()


if __name__ == "__main__":
    main()
