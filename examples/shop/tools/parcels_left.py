"""Ask whether the ramp is empty: python parcels_left.py"""

from gevent import monkey

monkey.patch_all(aggressive=True)

import os
import select

import gevent


def ask():
    reader, writer = os.pipe()
    os.close(writer)
    ended = select.select([reader], [], [], 1)[0]
    return "the ramp is empty" if ended else "no answer"


if __name__ == "__main__":
    print(gevent.spawn(ask).get())
