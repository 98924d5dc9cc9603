"""Settings of libkrb5 by which it asks a port of this machine for keys, in this process."""

import os
import pathlib

SETTINGS = """
[libdefaults]
default_realm = PROBE
udp_preference_limit = 1
[realms]
PROBE = {{
  kdc = 127.0.0.1:{port}
}}
"""


def configure(port):
    """Writes the settings into the current folder."""
    pathlib.Path("krb5.conf").write_text(SETTINGS.format(port=port))
    os.environ["KRB5_CONFIG"] = os.path.abspath("krb5.conf")
