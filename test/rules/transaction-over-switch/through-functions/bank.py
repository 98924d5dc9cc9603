import gevent
import requests


class Bank:
    def charge(self, order):
        return self._ask("charge", order)

    def _ask(self, what, order):
        return requests.post(f"https://bank.example/{what}", json={"order": order})


def report(order):
    # Waits, but in a greenlet of its own.
    gevent.spawn(Bank().charge, order)
