from gevent import monkey
monkey.patch_all()
import carrier
import gevent
import pycurl


def work():
    # What the folder above says holds here, too.
    pycurl.Curl().perform()
    carrier.ask()  # expect: GVT301


gevent.spawn(work).join()
