"""Writes down what a real Python does: which modules below a folder it runs, in which order, and
what gevent had patched by then.

A line in a `.pth` file of the environment runs this file before everything else, so that agents
can bring a sitecustomize of their own. One JSON line a fact goes to the file that GREENLINT_TRACE
names; modules are those below GREENLINT_TRACE_ROOT. A
server that would serve for ever is stopped where it starts to: its whole process group ends.
"""

import atexit
import json
import os
import signal
import sys

LOG = os.open(os.environ["GREENLINT_TRACE"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
ROOT = os.path.realpath(os.environ["GREENLINT_TRACE_ROOT"]) + os.sep
#: What `patch_all()` leaves a trace of, by the names of the modules.
ALL = set("_thread os queue select selectors signal socket ssl subprocess threading time".split())
#: Where launchers have loaded everything and begin to serve, work or wait.
STOPS = {
    "gunicorn.workers.sync": ["SyncWorker.run"],
    "gunicorn.workers.gthread": ["ThreadWorker.run"],
    "gunicorn.workers.ggevent": ["GeventWorker.run"],
    "celery.worker.worker": ["WorkController.start"],
    "werkzeug.serving": ["BaseWSGIServer.serve_forever"],
    "gevent.baseserver": ["BaseServer.serve_forever"],
    "huey.consumer": ["Consumer.run"],
    "locust.env": ["Environment.__init__"],
    "django.core.management.commands.runserver": ["run"],
    "dramatiq.worker": ["Worker.start"],
    "rq.worker": ["BaseWorker.work", "Worker.work"],
    "rq.worker.base": ["BaseWorker.work"],
    "celery.bin.beat": ["beat"],
}

#: Where a program serves that has no Python of its own to tell: `gevent:spawn`.
if "GREENLINT_TRACE_STOP" in os.environ:
    module, _, name = os.environ["GREENLINT_TRACE_STOP"].partition(":")
    STOPS.setdefault(module, []).append(name)

busy = False
subscribed = False


def say(kind, **facts):
    line = json.dumps({"kind": kind, "pid": os.getpid(), **facts}) + "\n"
    os.write(LOG, line.encode())


def state():
    module = sys.modules.get("gevent.monkey._state") or sys.modules.get("gevent.monkey")
    saved = set(getattr(module, "saved", ()))
    if ALL <= saved:
        return "all"
    return "some" if saved & ALL else "none"


def below_root(name):
    if name.startswith("<"):
        return None
    path = os.path.realpath(name)
    return path[len(ROOT) :].replace(os.sep, "/") if path.startswith(ROOT) else None


def stop(*_arguments, **_keywords):
    say("end", state=state(), served=True)
    os.killpg(os.getpgrp(), signal.SIGKILL)


def arm_stops():
    for name in list(STOPS):
        module = sys.modules.get(name)
        for path in list(STOPS[name]) if module else ():
            *owners, last = path.split(".")
            owner = module
            for part in owners:
                owner = getattr(owner, part, None)
            if owner is not None and last in vars(owner):
                setattr(owner, last, stop)
                STOPS[name].remove(path)
        if not STOPS[name]:
            del STOPS[name]


def on_patch(event):
    if not type(event).__name__.startswith("GeventDidPatchModule"):
        return
    frame = sys._getframe()
    while frame is not None:
        path = below_root(frame.f_code.co_filename)
        if path is not None:
            return say("patch", path=path, line=frame.f_lineno)
        frame = frame.f_back
    say("patch", path=None, line=None)


def subscribe():
    global subscribed
    events = sys.modules.get("gevent.events")
    subscribers = getattr(events, "subscribers", None)
    if subscribers is not None and hasattr(events, "notify_and_call_entry_points"):
        subscribed = True
        subscribers.append(on_patch)


def hook(event, arguments):
    global busy
    if busy or event not in ("exec", "import", "open", "object.__setattr__", "sys._getframe"):
        return
    busy = True
    try:
        if not subscribed:
            subscribe()
        if STOPS:
            arm_stops()
        if event == "exec" and getattr(arguments[0], "co_name", "") == "<module>":
            path = below_root(arguments[0].co_filename)
            if path is not None:
                say("module", path=path, state=state())
    finally:
        busy = False


sys.addaudithook(hook)
atexit.register(lambda: say("end", state=state(), served=False))
