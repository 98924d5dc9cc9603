"""A query that takes half a second, over drivers that block and drivers that do not."""

import os

from harness import cure, in_two_greenlets, library, seen, trap, when_exhausted

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


@cure(row="shared")
def connection_for_each_greenlet():
    queries = in_two_greenlets(postgresql("pg8000"))
    queries()  # opens both connections
    return queries


@seen("connection-pools")
def a_pool_without_a_place():
    import sqlalchemy

    url = os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+pg8000:")
    pool = sqlalchemy.create_engine(url, pool_timeout=0.3).pool
    taken = [pool.connect() for _ in range(pool.size())]
    extra = []
    while pool.overflow() < pool._max_overflow:
        extra.append(pool.connect())
    found = when_exhausted(pool.connect)
    more = {"keyword": "max_overflow", "default": len(extra)}
    seconds = int(sqlalchemy.create_engine(url).pool.timeout())
    row = {"path": "sqlalchemy.create_engine", "default": len(taken), "extra": more}
    return [{**row, "seconds": seconds, **found}]


@seen("transactions")
def blocks_that_are_one_transaction():
    import sqlalchemy
    from sqlalchemy import orm

    url = os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+pg8000:")
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("create table if not exists probe_kept (a int)"))
    makers = {
        "sqlalchemy.engine.Engine.begin": lambda: (engine, "begin"),
        "sqlalchemy.engine.Connection.begin": lambda: (engine.connect(), "begin"),
        "sqlalchemy.engine.Connection.begin_nested": lambda: (engine.connect(), "begin_nested"),
        "sqlalchemy.orm.Session.begin": lambda: (orm.Session(engine), "begin"),
        "sqlalchemy.orm.Session.begin_nested": lambda: (orm.Session(engine), "begin_nested"),
        "sqlalchemy.orm.scoped_session.begin": lambda: (scoped(), "begin"),
        "sqlalchemy.orm.scoped_session.begin_nested": lambda: (scoped(), "begin_nested"),
        "sqlalchemy.orm.sessionmaker.begin": lambda: (orm.sessionmaker(engine), "begin"),
    }

    def scoped():
        return orm.scoped_session(orm.sessionmaker(engine))

    def is_one_transaction(owner, method):
        """Whether what the block writes is gone when the block is left by an exception."""
        insert = sqlalchemy.text("insert into probe_kept values (1)")
        try:
            with getattr(owner, method)() as opened:
                executor = opened if hasattr(opened, "execute") else owner
                executor.execute(insert)
                raise LookupError
        except LookupError:
            pass
        with engine.connect() as connection:
            return (
                connection.execute(sqlalchemy.text("select count(*) from probe_kept")).scalar() == 0
            )

    return [
        {"path": path, "how": "call"}
        for path, make in makers.items()
        if is_one_transaction(*make())
    ]
