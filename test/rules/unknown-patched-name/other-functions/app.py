import gevent


def is_module_patched(name):
    return False


class monkey:
    @staticmethod
    def is_module_patched(name):
        return False


print(is_module_patched("thread"), monkey.is_module_patched("_threading"))
