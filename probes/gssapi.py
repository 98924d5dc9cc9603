"""Getting credentials from a key server that hangs up after half a second, over libkrb5."""

import os

from harness import beside, cure, in_pool, library

about = {"family": "Other stores", "packages": ["gssapi"], "server": "slow"}


@library
def patched():
    beside("slow_krb5").configure(int(os.environ["CLOSING_PORT"]))
    import gssapi

    name = gssapi.Name("probe@PROBE", gssapi.NameType.kerberos_principal)

    def acquire():
        try:
            gssapi.raw.acquire_cred_with_password(name, b"probe")
        except gssapi.exceptions.GSSError:
            pass  # it waited, then the server had gone

    return acquire


@cure
def threadpool():
    return in_pool(patched())
