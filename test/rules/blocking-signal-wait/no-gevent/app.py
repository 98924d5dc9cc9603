import signal
import threading


def wait():
    signal.sigwait([signal.SIGHUP])


threading.Thread(target=wait).start()
