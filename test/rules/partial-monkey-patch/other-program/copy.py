from gevent import monkey

monkey.patch_socket()

import gevent

import work

if __name__ == "__main__":
    gevent.sleep(1)
    work.wait()
