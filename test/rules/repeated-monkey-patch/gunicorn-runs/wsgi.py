import warnings

SAID = []
warnings.showwarning = lambda message, *rest: SAID.append(str(message))

from gevent import monkey

monkey.patch_all(thread=False)  # expect: GVT107


def application(environ, start_response):
    start_response("200 OK", [])
    threads = "patched" if monkey.is_module_patched("threading") else "native"
    return [f"threads are {threads}, gevent says {SAID}".encode()]
