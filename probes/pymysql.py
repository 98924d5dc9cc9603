"""A query that takes half a second."""

import os

from harness import in_two_greenlets, library, trap

about = {"family": "MySQL and MariaDB", "packages": ["PyMySQL"], "server": "mariadb"}


@library
def patched():
    import pymysql

    port = int(os.environ["MYSQL_TCP_PORT"])
    connection = pymysql.connect(host="127.0.0.1", port=port, user="probe", password="probe")
    return lambda: connection.cursor().execute("select sleep(0.5)")


@trap
def connection_shared():
    return in_two_greenlets(patched())
