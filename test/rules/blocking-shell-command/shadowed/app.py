from gevent import monkey

monkey.patch_all()

import gevent

from machine import system


class os:
    @staticmethod
    def system(command):
        return command


def work(subprocess):
    os.system("true")
    system("true")
    subprocess.system("true")


gevent.spawn(work, None).join()
