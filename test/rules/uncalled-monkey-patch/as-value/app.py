from gevent import monkey

post_fork = monkey.patch_all
hooks = [monkey.patch_all]
register = print
register(monkey.patch_all)


def worker():
    return monkey.patch_all


monkey.patch_all()
monkey.is_module_patched
monkey
