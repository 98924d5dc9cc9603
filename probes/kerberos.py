"""Checking a password with a key server that hangs up after half a second, over libkrb5."""

import os

from harness import beside, in_pool, library, trap

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
