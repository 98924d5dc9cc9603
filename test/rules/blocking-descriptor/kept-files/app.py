from gevent import monkey

monkey.patch_all()

import os
import subprocess

import gevent

reader, writer = os.pipe()
others, further = os.pipe()
stream = os.fdopen(reader)  # expect: GVT205


class Feed:
    def __init__(self):
        self.file = open(others, "rb")  # expect: GVT205

    def run(self):
        for line in self.file:
            return line


def first_line():
    return stream.readline()


feed = Feed()
subprocess.Popen(["sh", "-c", "sleep 0.5; echo hi"], stdout=writer)
subprocess.Popen(["sh", "-c", "sleep 0.5; echo ho"], stdout=further)
print(gevent.spawn(first_line).get())
print(gevent.spawn(feed.run).get())
