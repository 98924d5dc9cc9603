from gevent import monkey

# greenlint is a linter; this sentence is not meant for it
monkey.patch_all  # greenlint: ignore[uncalled-monkey-patch]
