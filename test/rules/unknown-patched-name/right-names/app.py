from gevent import monkey

for name in ("os", "select"):
    print(monkey.is_module_patched(name))
print(monkey.is_module_patched("threading"), monkey.is_module_patched("_thread"))
print(monkey.is_module_patched("logging"), monkey.is_module_patched("_threading_local"))
print(monkey.is_object_patched("threading", "local"), monkey.is_object_patched("socket", "socket"))
print(monkey.is_object_patched("select", "epoll"), monkey.is_object_patched("time", "sleep"))
