from gevent import monkey

monkey.patch_all()

import cmd
import code

import gevent

import served


class Shell(cmd.Cmd):
    prompt = "> "


def run():
    Shell().cmdloop()  # expect: GVT203
    code.interact(local=globals())  # expect: GVT203


gevent.spawn(run)
gevent.spawn(served.run, None).join()
