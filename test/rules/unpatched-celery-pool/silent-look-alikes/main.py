import gevent
import settings


class Runner:
    def worker_main(self, argv):
        return argv


Runner().worker_main(["beat", "-P", "gevent"])
