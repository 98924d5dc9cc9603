import sched
import time
from time import monotonic, sleep


def page():
    time.sleep(0)
    time.sleep(0.1)
    time.sleep(1)
    sleep(0.1)
    sleep(0)
    started = time.time()
    while time.time() - started < 1:
        time.sleep(0.01)
    for pause in (0.1, 0.2, 0.4):
        time.sleep(pause)
    deadline = monotonic() + 1
    while monotonic() < deadline:
        sleep(0)
    plan = sched.scheduler(time.time, time.sleep)
    plan.enter(0.1, 1, print)
    plan.run()
    with_retry(time.sleep)
    return [time.sleep(one) for one in (0.1, 0.2)]


def with_retry(pause):
    for attempt in range(3):
        try:
            return time.monotonic()
        except OSError:
            pause(2**attempt)
            time.sleep(2**attempt)
    return None
