from . import compat
from .compat import sleep as pause


def work():
    pause(0.4)
    return compat.poll()
