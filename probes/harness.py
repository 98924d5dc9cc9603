"""Runs one mode of a probe beside a heartbeat, and says how long the hub stood still.

    python harness.py describe PROBE.py          what the probe needs and which modes it has
    python harness.py run PROBE.py MODE REPORT   measures one mode, in this process
    python harness.py versions NAME…             of installed distributions

A probe is a file named after the module it is about. It defines `about` and functions that prepare
one operation each and return it: a callable that waits half a second or computes a third of one.

    about = {"packages": ["psycopg2-binary", "psycogreen"], "server": "postgresql"}

    @library
    def patched():
        import psycopg2
        cursor = psycopg2.connect("").cursor()
        return lambda: cursor.execute("select pg_sleep(0.5)")

    @setup
    def psycogreen():
        from psycogreen.gevent import patch_psycopg
        patch_psycopg()
        return patched()

The decorator says what a mode stands for; docs/knowledge.md has the whole interface. Libraries are
imported inside the functions, after patch_all().
"""

import collections
import functools
import importlib.util
import json
import os
import subprocess
import sys
import time

# Probes import all of it from here.
from harness_seen import (  # noqa: F401
    asks_epoll,
    default_of,
    extras_that_bring,
    imports_tried,
    when_exhausted,
)
from harness_servers import (  # noqa: F401
    Elsewhere,
    duration,
    fetch,
    free_port,
    second_request,
    start_program,
    wait_until_it_listens,
)

BEAT = 0.01  # seconds between two beats
BLOCKED = 0.2  # a longer gap between two of them means that the hub stood still
LONG_ENOUGH = 0.35  # seconds that a call must compute before it is measured
PATIENCE = 10  # seconds until an operation counts as hanging
FOLDER = os.path.dirname(os.path.abspath(__file__))

Mode = collections.namedtuple("Mode", "kind row patched prepare")
Fact = collections.namedtuple("Fact", "table patched find")
MODES = {}
FACTS = {}
PEERS = []


def marker(kind):
    """A decorator with and without arguments: `@library`, `@trap(row="copy", patched=False)`.

    With `row` the mode tells of another row of the table: that of the library's name, a slash and
    this word. With `patched=False` the function patches by itself, if at all.
    """

    def mark(function=None, *, patched=True, row=None):
        if function is None:
            return functools.partial(mark, patched=patched, row=row)
        MODES[function.__name__] = Mode(kind, row, patched, function)
        return function

    return mark


library = marker("library")  # the library by itself, in a patched program: gives the row's verdict
setup = marker("setup")  # after something the program does once: cooperates-with-setup
cure = marker("cure")  # another way of calling it, another library in its place
trap = marker("trap")  # a way of using it that goes wrong


def peer(function):
    """Marks `function(port)`: a server, which runs unpatched in its own process, at PEER_PORT."""
    PEERS.append(function)
    return function


def seen(table, *, patched=True):
    """Marks a function that returns rows of the knowledge table, each with the fields that it saw.

    They must be in the table: the row that says all of it.
    """

    def mark(function):
        FACTS[function.__name__] = Fact(table, patched, function)
        return function

    return mark


def in_pool(operation):
    """The operation, given to the hub's thread pool: helps where the library lets go of the GIL."""
    import gevent

    return lambda: gevent.get_hub().threadpool.apply(operation)


def in_another_process(function, *arguments):
    """A call of a function of a module in a process that was started before."""
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(1)
    pool.submit(abs, 1).result()
    return lambda: pool.submit(function, *arguments).result()


def in_pieces(operation, count=100):
    """The operation many times, with a pause after each: it is a piece of the work.

    gevent.sleep(0) would not do: the hub runs who waits for a turn before it looks at timers and
    sockets, for half a second and more.
    """
    import gevent

    def work():
        for _ in range(count):
            operation()
            gevent.sleep(0.001)

    return work


def in_two_greenlets(operation):
    """The operation in two greenlets at once; raises what the first of them to fail raises."""
    import gevent

    return lambda: gevent.joinall([gevent.spawn(operation) for _ in range(2)], raise_error=True)


def beside(name):
    """The module NAME.py that lies beside the probes."""
    return load(os.path.join(FOLDER, f"{name}.py"))


def grow(prepare, size=1):
    """`prepare(size)`, the size doubled until one call takes long enough, on a busy machine too."""
    while True:
        operation = prepare(size)
        if duration(operation) >= LONG_ENOUGH and duration(operation) >= LONG_ENOUGH:
            return operation
        size *= 2


def main():
    sys.path.pop(0)  # this folder holds files with the names of libraries
    sys.modules["harness"] = sys.modules["__main__"]
    command, path, *rest = sys.argv[1:]
    if command == "describe":
        print(json.dumps(describe(load(path))))
    elif command == "run":
        run(path, *rest)
    elif command == "versions":
        print(json.dumps(versions([path, *rest])))
    elif command == "peer":
        load(path)
        PEERS[0](int(rest[0]))


def load(path):
    spec = importlib.util.spec_from_file_location("probe", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def describe(probe):
    modes = [{"mode": name, "kind": one.kind, "row": one.row} for name, one in MODES.items()]
    facts = [{"fact": name, "table": one.table} for name, one in FACTS.items()]
    doc = (probe.__doc__ or "").strip()
    return {**probe.about, "modes": modes, "facts": facts, "doc": doc}


def run(path, name, report):
    load(path)
    start_peers(path)
    chosen = FACTS.get(name) or MODES[name]
    give_up_after_patience(report)
    if chosen.patched:
        from gevent import monkey

        monkey.patch_all()
    if name in FACTS:
        settle(report, {"rows": chosen.find()})
    try:
        operation = chosen.prepare()
    except Exception as error:
        settle(report, {"verdict": "raises", "error": told(error), "preparing": True, "gap": 0})
        return
    settle(report, measure(operation))


def start_peers(path):
    for _ in PEERS:
        port = free_port()
        command = [sys.executable, os.path.abspath(__file__), "peer", path, str(port)]
        child = subprocess.Popen(command)  # ends with this process's group
        os.environ["PEER_PORT"] = str(port)
        wait_until_it_listens(child, port)


last_beat = time.perf_counter()
running = False


def give_up_after_patience(report):
    """A native thread that ends the process when the operation does not come back."""
    import _thread

    sleep, native = time.sleep, _thread.start_new_thread

    def watch():
        while not running:
            sleep(0.1)
        sleep(PATIENCE)
        gap = round((time.perf_counter() - last_beat) * 1000)
        settle(report, {"verdict": "hangs", "gap": gap if gap > BLOCKED * 1000 else 0})

    native(watch, ())


def measure(operation):
    """Runs the operation in a greenlet beside the heartbeat."""
    import gevent

    global last_beat, running
    longest = 0.0
    beating = True

    def beat():
        nonlocal longest
        global last_beat
        while beating:
            gevent.sleep(BEAT)
            now = time.perf_counter()
            longest = max(longest, now - last_beat)
            last_beat = now

    heart = gevent.spawn(beat)
    gevent.sleep(5 * BEAT)
    longest, running = 0.0, True
    start = time.perf_counter()
    worker = gevent.spawn(operation)
    worker.join()
    seconds = time.perf_counter() - start
    if isinstance(worker.value, Elsewhere):
        longest = worker.value
    gevent.sleep(2 * BEAT)
    beating = False
    heart.join()
    result = {"gap": round(longest * 1000), "seconds": round(seconds, 3)}
    if worker.exception is not None:
        return {**result, "verdict": "raises", "error": told(worker.exception)}
    if longest <= BLOCKED and seconds < BLOCKED:
        return {**result, "verdict": "raises", "error": "TooShort: nothing was waited for"}
    return {**result, "verdict": "blocks" if longest > BLOCKED else "cooperates"}


def told(error):
    return f"{type(error).__name__}: {error}"[:300]


def versions(names):
    from importlib import metadata

    return {"python": sys.version.split()[0], **{name: metadata.version(name) for name in names}}


def settle(report, result):
    """Writes the report and ends the process, whatever is left in it."""
    with open(report + ".part", "w", encoding="utf-8") as file:
        json.dump(result, file)
    os.replace(report + ".part", report)
    os._exit(0)


if __name__ == "__main__":
    main()
