from gevent import monkey

# Without this part nothing is removed, whatever `aggressive` says.
monkey.patch_all(thread=False, select=False)
