import signal

import gevent
import gevent.signal


def stop(number=gevent.signal.SIGINT):
    print("stopped", number)


def main():
	gevent.signal_handler(signal.SIGTERM, stop)  # expect: GVT526
	gevent.signal_handler(  # expect: GVT526
		signal.SIGINT, stop
	)
	gevent.signal.signal(signal.SIGHUP, stop)


main()
