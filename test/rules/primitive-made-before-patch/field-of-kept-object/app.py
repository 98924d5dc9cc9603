import conf
from gevent import monkey
monkey.patch_all()
import gevent


def drain():
    print(conf.settings.queue.get())


gevent.spawn(drain)
