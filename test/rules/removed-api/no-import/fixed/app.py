import gevent
import gevent.pywsgi


def serve(application):
    gevent.pywsgi.WSGIServer(("", 8000), application).serve_forever()  # expect: GVT526


gevent.spawn(serve, None)
