import time

import gevent
import locust


class Visitor(locust.User):
    pass


if __name__ == "__main__":
    gevent.spawn(time.sleep, 1).join()
