from gevent import monkey
monkey.patch_all()
import os

os.close = monkey.get_original("os", "close")
import pexpect

pexpect.spawn("ls")
