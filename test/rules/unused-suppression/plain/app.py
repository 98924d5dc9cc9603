from gevent import monkey

monkey.patch_all()  # greenlint: ignore[uncalled-monkey-patch] it is called  # expect: GVT901
monkey.patch_all  # greenlint: ignore[uncalled-monkey-patch, removed-api] two  # expect: GVT901
monkey.patch_all  # greenlint: ignore[GVT109, GVT108]  # expect: GVT901
