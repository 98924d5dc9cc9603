from gevent import monkey

try:
    try:
        monkey.patch_all()
    except Exception as error:
        print("not patched:", error)
except Exception:
    pass
