"""Mail to customers, with a retry."""

import sched
from time import sleep

sent = []


def send(customer, text):
    for _ in range(2):
        if deliver(customer, text):
            return True
        sleep(0.25)
    return False


def send_later(seconds, customer, text):
    clock = sched.scheduler()
    clock.enter(seconds, 1, send, (customer, text))
    clock.run()


def deliver(customer, text):
    sent.append((customer, text))
    return len(sent) % 2 == 0
