#!/usr/bin/env python

from gevent import monkey
monkey.patch_all()

import time

import gevent


def poll():
	time.sleep(1)


if __name__ == "__main__":
	gevent.spawn(poll).join()  # expect: GVT110
