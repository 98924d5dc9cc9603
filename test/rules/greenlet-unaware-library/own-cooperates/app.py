from gevent import monkey
monkey.patch_all()
import os

import gevent
import psycopg2
import pycurl
import watchfiles


def work():
    psycopg2.connect("").cursor().execute("select 1")
    pycurl.Curl().perform()
    os.system("true")
    watchfiles.run_process(".")  # expect: GVT301


gevent.spawn(work).join()
