"""Half a second of a folder in which nothing changes."""

from harness import cure, in_pool, library

about = {"family": "Processes and files", "packages": ["watchfiles"]}


@library
def patched():
    import tempfile

    import watchfiles

    changes = watchfiles.watch(tempfile.mkdtemp(), yield_on_timeout=True, rust_timeout=500)
    return lambda: next(changes)


@cure
def threadpool():
    return in_pool(patched())
