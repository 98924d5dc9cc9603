from gevent import monkey

monkey.patch_all(socket=False)  # expect: GVT108

print("socket patched:", monkey.is_module_patched("socket"))
