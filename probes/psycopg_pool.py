"""Waiting half a second for the pool's only connection."""

from harness import library

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
