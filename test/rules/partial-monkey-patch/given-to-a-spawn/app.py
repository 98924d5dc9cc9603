from gevent import monkey

monkey.patch_time()  # expect: GVT106

import gevent
import requests


def main():
    jobs = [gevent.spawn(requests.get, "http://example.org") for _ in range(3)]
    gevent.joinall(jobs)


if __name__ == "__main__":
    main()
