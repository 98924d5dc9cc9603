from gevent import signal_handler as on_signal
from gevent import signal_handler, sleep

on_signal(15, print)  # expect: GVT526
signal_handler(2, sleep, 1)  # expect: GVT526
