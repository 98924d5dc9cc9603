"""What a pool does that has no place left."""

from harness import seen, when_exhausted

about = {"family": "Other stores", "packages": ["DBUtils"]}


@seen("connection-pools")
def a_pool_without_a_place():
    import sqlite3

    from dbutils.pooled_db import PooledDB

    def found(**options):
        pool = PooledDB(sqlite3, maxconnections=1, database=":memory:", **options)
        held = pool.connection(shareable=False)
        result = when_exhausted(lambda: pool.connection(shareable=False))
        held.close()
        return result

    row = {"path": "dbutils.pooled_db.PooledDB", **found()}
    waits = found(blocking=True) == {"exhausted": "waits"}
    return [{**row, "waitsWith": "blocking"}] if waits else [row]
