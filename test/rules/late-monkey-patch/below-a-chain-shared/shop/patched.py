from gevent import monkey

monkey.patch_all(subprocess=False)

NAME = b"shop"
