"""Checking a password with a key server that hangs up after half a second, over libkrb5."""

import os

from harness import beside, cure, in_another_process, in_pool, library, trap

about = {"family": "Other stores", "packages": ["kerberos"], "server": "slow"}


@library
def patched():
    beside("slow_krb5").configure(int(os.environ["CLOSING_PORT"]))
    import kerberos

    def check():
        try:
            kerberos.checkPassword("probe", "probe", "http/probe", "PROBE")
        except kerberos.KrbError:
            pass  # it waited, then the server had gone

    return check


@trap
def threadpool():
    return in_pool(patched())


@cure
def another_process():
    beside("slow_krb5").configure(int(os.environ["CLOSING_PORT"]))
    import kerberos

    check = in_another_process(kerberos.checkPassword, "probe", "probe", "http/probe", "PROBE")

    def wait():
        try:
            check()
        except Exception:  # the error of its process: it waited, then the server had gone
            pass

    return wait
