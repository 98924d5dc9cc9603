from gevent import monkey

monkey.patch_all(aggressive=True)  # greenlint: ignore[implicit-aggressive-patch]
