from gevent import monkey

monkey.patch_all(sys=True, thread=True)  # expect: GVT108
#                ^^^^^^^^
monkey.patch_all(
    httplib=True,  # expect: GVT108
    socket=True,
)
monkey.patch_all(builtins=False)  # expect: GVT108
monkey.patch_socket(dns=True, aggressive=False)  # expect: GVT108
