import signal


def install(event):
    signal.signal(signal.SIGTERM, lambda number, frame: event.set())
