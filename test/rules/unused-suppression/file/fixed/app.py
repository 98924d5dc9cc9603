"""A file-wide suppression that nothing needs."""
# expect: GVT901

import gevent

gevent.sleep(0)
