from gevent import monkey
monkey.patch_all()
import pexpect
import sh

pexpect.spawn("ls")
sh.Command("ls")
