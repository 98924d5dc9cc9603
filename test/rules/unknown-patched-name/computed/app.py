import sys

from gevent import monkey

NAME = sys.argv[-1]
print(monkey.is_module_patched(NAME), monkey.is_module_patched(f"_{NAME}"))
print(monkey.is_object_patched(*sys.argv))
print(monkey.is_object_patched("threading", NAME))
