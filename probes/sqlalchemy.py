"""A query that takes half a second, over drivers that block and drivers that do not."""

import os

from harness import cure, in_two_greenlets, library, trap

about = {
    "family": "Object mappers",
    "packages": [
        "SQLAlchemy",
        "psycopg2-binary",
        "psycogreen",
        "psycopg[binary]",
        "pg8000",
        "PyMySQL",
    ],
    "server": ["postgresql", "mariadb"],
}


def query(url, statement):
    import sqlalchemy

    engine = sqlalchemy.create_engine(url)
    engine.connect().close()

    def run():
        with engine.connect() as connection:
            connection.execute(sqlalchemy.text(statement))

    return run


def postgresql(driver):
    url = os.environ["DATABASE_URL"].replace("postgresql:", f"postgresql+{driver}:")
    return query(url, "select pg_sleep(0.5)")


@library
def psycopg2():
    return postgresql("psycopg2")


@library
def psycopg():
    return postgresql("psycopg")


@library
def pg8000():
    return postgresql("pg8000")


@library
def pymysql():
    port = os.environ["MYSQL_TCP_PORT"]
    return query(f"mysql+pymysql://probe:probe@127.0.0.1:{port}/probe", "select sleep(0.5)")


@cure
def psycopg2_with_psycogreen():
    from psycogreen.gevent import patch_psycopg

    patch_psycopg()
    return postgresql("psycopg2")


@trap(row="shared")
def connection_shared():
    import sqlalchemy

    url = os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+pg8000:")
    connection = sqlalchemy.create_engine(url).connect()
    return in_two_greenlets(lambda: connection.execute(sqlalchemy.text("select pg_sleep(0.5)")))
