import gevent

from shop import feed, mail

if __name__ == "__main__":
    jobs = [
        gevent.spawn(feed.read),  # expect: GVT110
        gevent.spawn(mail.send),
    ]
    gevent.joinall(jobs)
