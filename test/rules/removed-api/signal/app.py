import signal

import gevent
import gevent.signal


def stop(number=gevent.signal.SIGINT):
    print("stopped", number)


def main():
	gevent.signal(signal.SIGTERM, stop)  # expect: GVT526
	gevent.signal(  # expect: GVT526
		signal.SIGINT, stop
	)
	gevent.signal.signal(signal.SIGHUP, stop)


main()
