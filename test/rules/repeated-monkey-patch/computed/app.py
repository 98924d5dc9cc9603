import sys

from gevent import monkey

monkey.patch_all()
monkey.patch_all(thread="-t" in sys.argv)
monkey.patch_all(**{"thread": False})
