from gevent import monkey

monkey.patch_all()

import os

import gevent


class Scheduler:
    def background(self, function):
        def start(*args):
            return gevent.spawn(function, *args)

        return start


scheduler = Scheduler()


@scheduler.background
def convert(name):
    os.system("convert.sh " + name)  # expect: GVT201


convert("a").join()
