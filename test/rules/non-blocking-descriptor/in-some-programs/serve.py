from gevent import monkey

monkey.patch_all()

import shared

if __name__ == "__main__":
    shared.receive()
