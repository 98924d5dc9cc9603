from gevent import monkey

monkey.patch_all()

import os

import gevent
from gevent.coros import Semaphore


def work():
    with Semaphore(1):
        os.system("true")


gevent.spawn(work)

# Longer than a kilobyte, which is what the settings of this workspace allow.
# This line is here for its length alone, as are those above and below: 00.
# This line is here for its length alone, as are those above and below: 01.
# This line is here for its length alone, as are those above and below: 02.
# This line is here for its length alone, as are those above and below: 03.
# This line is here for its length alone, as are those above and below: 04.
# This line is here for its length alone, as are those above and below: 05.
# This line is here for its length alone, as are those above and below: 06.
# This line is here for its length alone, as are those above and below: 07.
# This line is here for its length alone, as are those above and below: 08.
# This line is here for its length alone, as are those above and below: 09.
# This line is here for its length alone, as are those above and below: 10.
# This line is here for its length alone, as are those above and below: 11.
