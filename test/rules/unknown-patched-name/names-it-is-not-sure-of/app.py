from gevent import monkey

print(monkey.is_object_patched("time", "time"))
print(monkey.is_object_patched("os", "read"))
