from gevent import monkey

monkey.patch_all(sockets=False)  # expect: GVT108

print("socket patched:", monkey.is_module_patched("socket"))
