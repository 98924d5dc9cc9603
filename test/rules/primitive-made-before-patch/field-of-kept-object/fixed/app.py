from gevent import monkey
monkey.patch_all()

import conf
import gevent


def drain():
    print(conf.settings.queue.get())


gevent.spawn(drain)
