from gevent import monkey

monkey.patch_all()

from shop import feed

if __name__ == "__main__":
    feed.watch()
