import grequests
import gevent
import select


def watch():
	return [select.select([], [], [], 0.4),  # expect: GVT210
#	       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
		len(grequests.map([]))]


if __name__ == "__main__":
	gevent.spawn(watch).join()
