from gevent import monkey

monkey.patch_all()

import gevent

import work

if __name__ == "__main__":
    gevent.spawn(work.wait).join()
