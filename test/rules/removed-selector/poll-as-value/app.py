from gevent import monkey
monkey.patch_all()
import select
import gevent

# The timeout of a poll that is only passed on stays in seconds: no edit.
poller = select.epoll()  # expect: GVT112
gevent.spawn(poller.poll, 0.5).join()
