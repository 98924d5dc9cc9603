import gevent


def serve(application):
    gevent.wsgi.WSGIServer(("", 8000), application).serve_forever()  # expect: GVT526


gevent.spawn(serve, None)
