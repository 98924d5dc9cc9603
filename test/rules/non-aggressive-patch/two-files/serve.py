import gevent.monkey

gevent.monkey.patch_all(
    # keep epoll for the feed
    aggressive=False,  # expect: GVT113
)

from shop.feed import wait

if __name__ == "__main__":
    wait()
