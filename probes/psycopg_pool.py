"""Waiting half a second for the pool's only connection."""

from harness import default_of, library, seen, when_exhausted

about = {
    "family": "PostgreSQL",
    "packages": ["psycopg-pool", "psycopg[binary]"],
    "server": "postgresql",
}


@library
def patched():
    import gevent
    import psycopg_pool

    pool = psycopg_pool.ConnectionPool("", min_size=1, max_size=1, open=True)
    held = pool.getconn(timeout=10)

    def borrow():
        gevent.spawn_later(0.5, pool.putconn, held)
        return pool.getconn(timeout=5)

    return borrow


@seen("connection-pools")
def a_pool_without_a_place():
    from psycopg_pool import ConnectionPool

    pool = ConnectionPool("", min_size=1, max_size=1, timeout=0.3, open=True)
    pool.getconn(timeout=10)
    seconds = int(default_of(ConnectionPool, "timeout"))
    found = when_exhausted(pool.getconn)
    return [{"path": "psycopg_pool.ConnectionPool", "seconds": seconds, **found}]
