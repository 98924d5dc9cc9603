from subprocess import PIPE, CalledProcessError, call, check_call, check_output, getoutput, run

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    call(["true"])
    check_call(["true"])
    check_output(["true"])
    getoutput("true")
    run(["true"], stdout=PIPE)
    return CalledProcessError


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
