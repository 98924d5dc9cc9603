import gevent


class Plugin:
    def job(self):
        return None

    def start(self):
        return gevent.spawn(self.job())


class Printer(Plugin):
    def job(self):
        return print


Printer().start()
