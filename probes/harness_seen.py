"""What functions of probes need that look at rows of other tables than that of the libraries."""

import sys
import time


def when_exhausted(take, patience=1.5):
    """What becomes of a greenlet that finds no place in a pool, as connection-pools.json says it."""
    import gevent

    start = time.perf_counter()
    try:
        with gevent.Timeout(patience):
            take()
    except gevent.Timeout:
        return {"exhausted": "waits"}
    except Exception as error:
        at_once = time.perf_counter() - start < 0.1
        return {"exhausted": "raises" if at_once else "times-out", "error": type(error).__name__}
    raise RuntimeError("there was a place left")


def default_of(function, parameter):
    import inspect

    return inspect.signature(function).parameters[parameter].default


def asks_epoll(operation):
    """Whether the operation makes an epoll object. For functions marked with `patched=False`."""
    import select
    import selectors

    made = []

    class Spy:
        def __new__(cls, *arguments, **options):
            made.append(cls)
            return original(*arguments, **options)

    original = select.epoll
    select.epoll = selectors.EpollSelector._selector_cls = Spy
    operation()()
    return bool(made)


def imports_tried(load, names):
    """Which of the modules `names` are asked for while `load` runs, as if there were none of them."""
    tried = []

    class Absent:
        @staticmethod
        def find_spec(module, path=None, target=None):
            if module.partition(".")[0] in names:
                tried.append(module)
                raise ModuleNotFoundError(module)

    sys.meta_path.insert(0, Absent)
    try:
        load()
    except Exception as error:
        if not tried:
            raise error
    finally:
        sys.meta_path.remove(Absent)
    return tried


def extras_that_bring(distribution, wanted):
    """The extras of an installed distribution that install one of the others."""
    import re
    from importlib import metadata

    found = set()
    for requirement in metadata.requires(distribution) or []:
        extra = re.search(r"extra == ['\"]([\w-]+)['\"]", requirement)
        if extra and re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-") in wanted:
            found.add(extra[1].replace("_", "-"))
    return sorted(found)
