import gevent


class monkey:
    def patch_all():
        """Not gevent's."""


monkey.patch_all


def later(monkey):
    monkey.patch_all


gevent.sleep(0)
