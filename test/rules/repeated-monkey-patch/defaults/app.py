import gevent.monkey

gevent.monkey.patch_all()
gevent.monkey.patch_all(aggressive=True, Event=True)
gevent.monkey.patch_all()
