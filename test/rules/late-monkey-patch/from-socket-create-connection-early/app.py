from socket import AF_INET, create_connection, gaierror, timeout

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    try:
        create_connection(("localhost", AF_INET))
    except (gaierror, timeout):
        pass


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
