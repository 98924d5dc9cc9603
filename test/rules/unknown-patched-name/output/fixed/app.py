from gevent import monkey

monkey.patch_all()

print("local is patched:", monkey.is_object_patched("threading", "local"))  # expect: GVT116
#                                                   ^^^^^^^^^^^^
