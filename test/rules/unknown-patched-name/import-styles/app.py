import gevent.monkey
from gevent.monkey import is_module_patched as patched
from gevent import monkey as gm

A = gevent.monkey.is_module_patched("thread")  # expect: GVT116
B = patched('Queue')  # expect: GVT116
C = gm.is_module_patched(mod_name="gevent.socket")  # expect: GVT116
D = gm.is_object_patched(item_name="getaddrinfo", mod_name="_socket")  # expect: GVT116


class Local:
    def kind(self):
        from gevent.monkey import is_object_patched

        return is_object_patched("threading", "locall")  # expect: GVT116
