from gevent import signal as on_signal
from gevent import signal, sleep

on_signal(15, print)  # expect: GVT526
signal(2, sleep, 1)  # expect: GVT526
