from gevent import monkey

monkey.patch_all()

import subprocess

import gevent


class Scheduler:
    def background(self, function):
        def start(*args):
            return gevent.spawn(function, *args)

        return start


scheduler = Scheduler()


@scheduler.background
def convert(name):
    subprocess.call("convert.sh " + name, shell=True)  # expect: GVT201


convert("a").join()
