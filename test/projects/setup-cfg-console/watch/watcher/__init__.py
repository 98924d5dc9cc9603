from gevent import monkey

monkey.patch_all()

from .loop import run_once


def start():
    run_once()
