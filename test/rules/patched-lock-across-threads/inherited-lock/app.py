from gevent import monkey

monkey.patch_all()

import gevent

from base import Counted


class Renderer(Counted):
    def render(self, number):
        with self.lock:
            self.count += number
        return number


class Plain:
    def __init__(self):
        self.lock = open("/tmp/lock")

    def render(self, number):
        with self.lock:
            return number


renderer = Renderer()
plain = Plain()


def work(number):
    gevent.get_hub().threadpool.apply(plain.render, (number,))
    return gevent.get_hub().threadpool.apply(renderer.render, (number,))  # expect: GVT709


gevent.joinall([gevent.spawn(work, number) for number in range(40)])
