from gevent import monkey

monkey.patch_all()

print("local is patched:", monkey.is_object_patched("_threading", "local"))  # expect: GVT116
#                                                   ^^^^^^^^^^^^
