import gevent

from shop import jobs

if __name__ == "__main__":
    jobs.start()
    gevent.wait()
