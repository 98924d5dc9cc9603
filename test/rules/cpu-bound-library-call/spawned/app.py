from gevent import monkey
monkey.patch_all()
import bcrypt
import gevent
from gevent.pool import Pool

salt = bcrypt.gensalt(14)

if __name__ == "__main__":
    gevent.spawn(bcrypt.hashpw, b"secret", salt).join()  # expect: GVT303
    #            ^^^^^^^^^^^^^
    Pool(2).map(len, [b"1", b"2"])
