"""Runs a program beside a heartbeat greenlet and says how long the loop ever stood still.

    heartbeat.py REPORT PROGRAM [ARG ...]

The heartbeat ticks every 10 ms from the program's first switch on. REPORT receives JSON:
the longest pause between two ticks in seconds, and how the program ended.
"""

import json
import runpy
import sys
import time as _time

clock = _time.perf_counter
report_path, program = sys.argv[1], sys.argv[2]
sys.argv = sys.argv[2:]
sys.path[0] = program.rpartition("/")[0] or "."

import gevent  # noqa: E402  # importing gevent patches nothing

longest = 0.0
last = None
running = True


def beat():
    global longest, last
    last = clock()
    while running:
        gevent.sleep(0.01)
        now = clock()
        longest = max(longest, now - last)
        last = now


def settle(outcome):
    # The pause that the program's last call made has not been seen by the heartbeat yet.
    global running, longest
    running = False
    if last is not None:
        longest = max(longest, clock() - last)
    with open(report_path, "w", encoding="utf-8") as file:
        json.dump({"gap": round(longest, 3), "gevent": gevent.__version__, **outcome}, file)


gevent.spawn(beat)
try:
    runpy.run_path(program, run_name="__main__")
    settle({"ended": "returned"})
except SystemExit as error:
    settle({"ended": "exit", "status": error.code if isinstance(error.code, int) else 1})
except BaseException as error:
    settle({"ended": "raised", "exception": type(error).__name__, "message": str(error)[:500]})
    raise
