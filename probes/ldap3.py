"""A bind that a server does not answer, for a second."""

import os

from harness import library

about = {"family": "HTTP and network", "packages": ["ldap3"], "server": "slow"}


@library
def patched():
    import ldap3
    from ldap3.core.exceptions import LDAPException

    port = int(os.environ["SILENT_PORT"])
    server = ldap3.Server("127.0.0.1", port, connect_timeout=1, get_info=ldap3.NONE)
    connection = ldap3.Connection(server, "cn=probe", "probe", receive_timeout=1)

    def bind():
        try:
            connection.bind()
        except LDAPException:
            pass  # it waited and gave up

    return bind
