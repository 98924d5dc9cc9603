import select
import time

import gevent


def poll():
    time.sleep(0.4)
    select.select([], [], [], 0.01)


beats = []


def beat():
    while True:
        beats.append(time.perf_counter())
        gevent.sleep(0.02)


gevent.spawn(beat)
gevent.sleep(0.1)
gevent.spawn(poll).join()
gap = max(b - a for a, b in zip(beats, beats[1:] + [time.perf_counter()]))
print("stopped" if gap > 0.2 else "went on", flush=True)
