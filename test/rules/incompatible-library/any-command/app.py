from gevent import monkey
monkey.patch_all()
import gevent
import sh
from sh import git

run = sh.Command("/usr/bin/rsync")


def back_up():
    with sh.pushd("/srv"):
        try:
            git("fetch")  # expect: GVT304
            sh.tar("-c", "shop")  # expect: GVT304
            run("-a", "shop", "backup:")  # expect: GVT304
        except sh.ErrorReturnCode as error:
            print(error)


gevent.spawn(back_up).join()
