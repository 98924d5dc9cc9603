from gevent import monkey

monkey.patch_all()

from select import POLLIN, POLLOUT, poll  # expect: GVT112


def watch(fd, write=False):
    poller = poll()
    poller.register(fd, POLLOUT if write else POLLIN)
    return poller.poll(1500)
