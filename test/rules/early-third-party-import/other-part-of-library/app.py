from rich.console import Console

from gevent import monkey
monkey.patch_all()
import gevent

gevent.spawn(Console().print, "hello").join()
