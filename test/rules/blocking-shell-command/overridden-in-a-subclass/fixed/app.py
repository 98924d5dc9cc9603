from gevent import monkey

monkey.patch_all()

import os
import subprocess

from jobs import Job


class Backup(Job):
    def execute(self):
        self.pack()

    def pack(self):
        subprocess.call("tar czf backup.tgz data", shell=True)  # expect: GVT201

    def report(self):
        os.system("mail admin")


Backup().start()
