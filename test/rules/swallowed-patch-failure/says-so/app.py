import logging
import sys

from gevent import monkey

try:
    monkey.patch_all()
except Exception:
    logging.exception("no patch")

try:
    monkey.patch_all()
except Exception as error:
    print(error)

try:
    monkey.patch_all()
except:
    sys.exit("gevent does not work here")

try:
    monkey.patch_all()
except Exception:
    raise

try:
    monkey.patch_all()
except Exception as error:
    raise RuntimeError("no gevent") from error
