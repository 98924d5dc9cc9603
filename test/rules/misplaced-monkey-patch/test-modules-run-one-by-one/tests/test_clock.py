import unittest
from time import sleep

import gevent


class ClockTests(unittest.TestCase):
    def test_waits(self):
        gevent.spawn(pause).join()


def pause():
    sleep(0.1)


if __name__ == "__main__":
    unittest.main()
