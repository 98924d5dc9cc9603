"""The module could do without gevent, the program cannot: it patches."""

from gevent import monkey

monkey.patch_all()

from serving import serve

if __name__ == "__main__":
    serve()
