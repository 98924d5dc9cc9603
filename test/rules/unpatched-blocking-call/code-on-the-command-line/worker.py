import time

import gevent

beats = []


def beat():
    while True:
        beats.append(time.perf_counter())
        gevent.sleep(0.02)


def poll():
    time.sleep(0.5)  # expect: GVT210


def main():
    gevent.spawn(beat)
    gevent.sleep(0.1)
    gevent.spawn(poll).join()
    gap = max(b - a for a, b in zip(beats, beats[1:] + [time.perf_counter()]))
    print("stopped" if gap > 0.2 else "went on", flush=True)
