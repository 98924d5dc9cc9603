"""A query that computes."""

from harness import cure, grow, in_pool, library

about = {"family": "Other stores", "packages": ["duckdb"], "cpu": True}


@library
def patched():
    import duckdb

    connection = duckdb.connect()
    connection.execute("set threads=1")
    count = "select sum(sqrt(i * 1.0)) from range({}) numbers(i)"
    return grow(lambda size: lambda: connection.execute(count.format(size)).fetchall(), 1000000)


@cure
def threadpool():
    return in_pool(patched())
