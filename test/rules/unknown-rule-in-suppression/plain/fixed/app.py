from gevent import monkey

monkey.patch_all  # greenlint: ignore[uncalled-monkey-patch]  # expect: GVT904, GVT109
monkey.patch_all()  # greenlint: ignore[blocking-mail] slow server  # expect: GVT904
