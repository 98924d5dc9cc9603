from gevent import monkey

monkey.patch_all()  # expect: GVT901
monkey.patch_all  # greenlint: ignore[uncalled-monkey-patch] two  # expect: GVT901
monkey.patch_all  # greenlint: ignore[GVT109]  # expect: GVT901
