from . import printing


def application(environ, start_response):
    start_response("200 OK", [])
    return [page()]


def page():
    printer = printing.Printer("a4")
    return printer.render().encode()
