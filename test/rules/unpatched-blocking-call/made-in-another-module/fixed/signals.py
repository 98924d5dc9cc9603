import gevent.event

stopped = gevent.event.Event()
