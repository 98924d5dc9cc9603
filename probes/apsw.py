"""A query that computes."""

from harness import cure, grow, in_pool, library

about = {"family": "Other stores", "packages": ["apsw"]}


@library
def patched():
    import apsw

    connection = apsw.Connection(":memory:")
    count = """
        with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < ?)
        select max(i) from numbers
    """
    return grow(lambda size: lambda: connection.execute(count, (size,)).fetchall(), 100000)


@cure
def threadpool():
    return in_pool(patched())
