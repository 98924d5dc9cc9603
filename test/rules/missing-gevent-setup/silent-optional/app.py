from gevent import monkey
monkey.patch_all()
import gevent

import storage

if __name__ == "__main__":
    gevent.spawn(storage.load, 1).join()
