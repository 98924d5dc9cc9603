from gevent import monkey
monkey.patch_all()
import bcrypt
import gevent


def log_in(password):
    salt = bcrypt.gensalt(14)
    return gevent.get_hub().threadpool.apply(bcrypt.hashpw, (password, salt))  # expect: GVT303
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^


if __name__ == "__main__":
    gevent.spawn(log_in, b"secret").join()
