from gevent import monkey

options = {"socket": True}
arguments = (True,)
monkey.patch_all()
monkey.patch_all(socket=True, dns=True, Event=True, aggressive=True, queue=True, signal=True)
monkey.patch_all(myplugin_level=3, db=True, foo=1)
monkey.patch_all(**options)
monkey.patch_all(*arguments)
monkey.patch_socket(True)
monkey.patch_thread(threading=True, logging=True)


class Patcher:
    def patch_sys(self):
        pass

    def patch_all(self, sockets):
        self.patch_sys()


Patcher().patch_all(sockets=True)
