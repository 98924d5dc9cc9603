from gevent import monkey

monkey.patch_all(thread=True)  # expect: GVT108
#                ^^^^^^^^
monkey.patch_all(
    httplib=True,  # expect: GVT108
    socket=True,
)
monkey.patch_all()  # expect: GVT108
monkey.patch_socket(dns=True)  # expect: GVT108
