from gevent import monkey

def kind():
	flag = "😀"; return monkey.is_module_patched("sockets")  # expect: GVT116
