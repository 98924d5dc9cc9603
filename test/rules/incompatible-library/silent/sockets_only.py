from gevent import monkey
monkey.patch_socket()
import sh
import trio

trio.run(print)
sh.Command("ls")
