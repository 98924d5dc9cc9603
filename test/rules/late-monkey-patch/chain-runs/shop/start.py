import shop.patched

NAME = shop.patched.__name__
