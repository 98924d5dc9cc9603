from gevent import monkey
from gevent.monkey import patch_select

monkey.patch_all(aggressive=True)  # expect: GVT114
patch_select(aggressive=True)  # expect: GVT114


def native():
    monkey.patch_all(  # expect: GVT114
        socket=True,
        # the others stay
        thread=False,  # as they are
        aggressive=True,
    )
