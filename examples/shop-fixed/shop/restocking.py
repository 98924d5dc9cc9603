"""What must be ordered from the wholesaler."""

from gevent import monkey

from shop import stock


def report(least):
    left = stock.read()
    print("left:", left, "- order more" if left < least else "")
    if not monkey.is_object_patched("threading", "local"):
        print("not patched: accounts may see each other's data")
