from gevent import monkey
monkey.patch_all()

from ssl import PROTOCOL_TLS_CLIENT, SSLContext, TLSVersion  # expect: GVT101

import gevent


def work():
    context = SSLContext(PROTOCOL_TLS_CLIENT)
    context.minimum_version = TLSVersion.TLSv1_2


gevent.spawn(work).get()
