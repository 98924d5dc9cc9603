from gevent import monkey

monkey.patch_all()

import os

from jobs import Job


class Backup(Job):
    def execute(self):
        self.pack()

    def pack(self):
        os.system("tar czf backup.tgz data")  # expect: GVT201

    def report(self):
        os.system("mail admin")


Backup().start()
