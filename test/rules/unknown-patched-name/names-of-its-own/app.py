from gevent import monkey

import shop.clock

print(monkey.is_module_patched("shop.clock"))
print(monkey.is_object_patched("shop.clock", "wait"))
