"""A query that takes half a second; the C build has waits of its own since 3.1.5."""

import os

from harness import cure, library, trap

about = {
    "family": "PostgreSQL",
    "environments": {
        "psycopg": ["psycopg[binary]"],
        "psycopg/before-3.1.5": ["psycopg[binary]==3.1.4"],
        "psycopg/c-build": ["psycopg[binary]==3.1.10"],
        "psycopg/pure": ["psycopg==3.1.10"],
    },
    "server": "postgresql",
}


@library
def patched():
    import psycopg

    connection = psycopg.connect("")
    return lambda: connection.execute("select pg_sleep(0.5)")


@cure
def pure_python():
    os.environ["PSYCOPG_IMPL"] = "python"
    return patched()


@trap(row="early", patched=False)
def imported_before_the_patch():
    import psycopg  # noqa: F401
    from gevent import monkey

    monkey.patch_all()
    return patched()
