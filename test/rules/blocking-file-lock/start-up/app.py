from gevent import monkey

monkey.patch_all()

import fcntl

from gevent.pywsgi import WSGIServer

only_one = open("server.pid", "a")
fcntl.flock(only_one, fcntl.LOCK_EX)


def application(environ, start_response):
    start_response("200 OK", [])
    return [b"ok"]


WSGIServer(("", 8000), application).serve_forever()
