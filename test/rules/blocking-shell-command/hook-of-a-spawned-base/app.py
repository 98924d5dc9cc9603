from gevent import monkey

monkey.patch_all()

import os

from jobs import Job


class Backup(Job):
    def prepare(self):
        os.system("mkdir -p backup")  # expect: GVT201

    def copy(self, name):
        self.pack(name)

    def pack(self, name):
        os.system("tar czf backup.tgz data")  # expect: GVT201

    def report(self):
        os.system("mail admin")


class AtOnce(Job):
    # Nothing is spawned here: it runs where it is started.
    def start(self):
        self.run("now")

    def prepare(self):
        os.system("mkdir -p now")

    def copy(self, name):
        os.system("cp -r data now")


class Other(Job):
    def run(self, name):
        self.prepare_nothing()

    def prepare_nothing(self):
        pass

    # The base's run() never comes here.
    def copy(self, name):
        os.system("cp -r data other")


AtOnce().start()
Backup().start()
Other().start()
