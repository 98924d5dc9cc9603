from gevent import monkey

monkey.patch_socket()

import gevent

import lines

if __name__ == "__main__":
    gevent.spawn(lines.follow).join()
