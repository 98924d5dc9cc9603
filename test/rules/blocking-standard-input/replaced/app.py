from gevent import monkey

monkey.patch_all()

import sys

import gevent
from gevent.fileobject import FileObject
from talking import talk

sys.stdin = FileObject(sys.stdin)

gevent.spawn(talk).join()
