from ssl import CERT_NONE, SSLError, create_default_context

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    context = create_default_context()
    context.verify_mode = CERT_NONE
    return SSLError


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
