from gevent import monkey


def prepare():
    try:
        monkey.patch_thread(event=True)
    except ImportError:  # expect: GVT115
#   ^^^^^^^^^^^^^^^^
        pass


try:
    prepare()
except TypeError as error:
    print("noticed:", error)
else:
    print("threads patched:", monkey.is_module_patched("threading"))
