"""A query that takes half a second, over psycopg2 and over PyMySQL."""

import os

from harness import cure, library

about = {
    "family": "Object mappers",
    "packages": ["peewee", "psycopg2-binary", "psycogreen", "PyMySQL"],
    "server": ["postgresql", "mariadb"],
}


@library
def psycopg2():
    import peewee

    database = peewee.PostgresqlDatabase("postgres")
    database.connect()
    return lambda: database.execute_sql("select pg_sleep(0.5)")


@library
def pymysql():
    import peewee

    port = int(os.environ["MYSQL_TCP_PORT"])
    database = peewee.MySQLDatabase(
        "probe", host="127.0.0.1", port=port, user="probe", password="probe"
    )
    database.connect()
    return lambda: database.execute_sql("select sleep(0.5)")


@cure
def psycopg2_with_psycogreen():
    from psycogreen.gevent import patch_psycopg

    patch_psycopg()
    return psycopg2()
