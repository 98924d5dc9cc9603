"""A query that takes half a second, over MariaDB's Connector/C."""

import os

from harness import cure, in_pool, library

about = {
    "family": "MySQL and MariaDB",
    # 1.1 and older build with the Connector/C that Debian 12 has.
    "packages": ["mariadb<1.2"],
    "server": "mariadb",
}


@library
def patched():
    import mariadb

    port = int(os.environ["MYSQL_TCP_PORT"])
    connection = mariadb.connect(host="127.0.0.1", port=port, user="probe", password="probe")
    cursor = connection.cursor()
    return lambda: cursor.execute("select sleep(0.5)")


@cure
def threadpool():
    return in_pool(patched())
