"""A query that takes half a second, over psycopg2 and over psycopg 3."""

import os
import sys

from harness import cure, imports_tried, library, seen

about = {
    "family": "Object mappers",
    "packages": ["Django", "psycopg2-binary", "psycogreen", "psycopg[binary]"],
    "server": "postgresql",
}


def set_up(**options):
    import django
    from django.conf import settings

    database = {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres"}
    port = os.environ["PGPORT"]
    database.update(USER="probe", PASSWORD="probe", HOST="127.0.0.1", PORT=port, **options)
    apps = ["django.contrib.contenttypes"]
    settings.configure(DATABASES={"default": database}, INSTALLED_APPS=apps)
    django.setup()


def query():
    set_up()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select 1")

    def run():
        with connection.cursor() as cursor:
            cursor.execute("select pg_sleep(0.5)")

    return run


@library
def psycopg2():
    sys.modules["psycopg"] = None  # as if it were not installed
    return query()


@library
def psycopg():
    return query()


@cure
def psycopg2_with_psycogreen():
    from psycogreen.gevent import patch_psycopg

    patch_psycopg()
    return psycopg2()


@seen("orm-calls")
def what_opens_and_closes_the_connection_of_a_greenlet():
    set_up()
    from django.contrib.contenttypes.models import ContentType
    from django.core import signals
    from django.core.management import call_command
    from django.db import close_old_connections, connection, connections, models, transaction
    from django.shortcuts import get_list_or_404, get_object_or_404

    call_command("migrate", verbosity=0)
    kept = ContentType.objects.create(app_label="probe", model="probe")

    def enter():
        with transaction.atomic():
            pass

    every = models.QuerySet(ContentType)
    openers = {
        "^django\\.(?:\\w+\\.)*(?:objects|_default_manager|_base_manager)\\.\\w+$": [
            ContentType.objects.count,
            ContentType._default_manager.count,
            ContentType._base_manager.count,
        ],
        "^django\\.(?:\\w+\\.)*models\\.(?:Manager|QuerySet)\\.\\w+$": [
            every.all().count,
            every.all().exists,
        ],
        "^django\\.(?:\\w+\\.)*models\\.Model\\.(?:delete|refresh_from_db|save)$": [
            kept.refresh_from_db,
            kept.save,
            ContentType(pk=0).delete,
        ],
        "^django\\.db\\.connection\\.(?:cursor|ensure_connection)$": [
            lambda: connection.cursor(),  # of the greenlet that calls it
            lambda: connection.ensure_connection(),
        ],
        "^django\\.db\\.transaction\\.atomic$": [enter],
        "^django\\.shortcuts\\.get_(?:list|object)_or_404$": [
            lambda: get_list_or_404(ContentType),
            lambda: get_object_or_404(ContentType, pk=kept.pk),
        ],
    }
    closers = {
        "^django\\.core\\.signals\\.request_finished\\.send(?:_robust)?$": [
            lambda: signals.request_finished.send(None),
            lambda: signals.request_finished.send_robust(None),
        ],
        "^django\\.db\\.close_old_connections$": [close_old_connections],
        "^django\\.db\\.connection\\.close(?:_if_unusable_or_obsolete)?$": [
            lambda: connection.close(),
            lambda: connection.close_if_unusable_or_obsolete(),
        ],
        "^django\\.db\\.connections\\.close_all$": [connections.close_all],
    }

    def is_open_after(*calls):
        """Whether a new greenlet has a connection after it has made the calls."""
        import gevent

        def run():
            for call in calls:
                call()
            return connection.connection is not None and not connection.connection.closed

        return gevent.spawn(run).get()

    if is_open_after():
        return []
    queries = [
        {"pattern": pattern, "does": "queries"}
        for pattern, calls in openers.items()
        if all(is_open_after(call) for call in calls)
    ]
    closes = [
        {"pattern": pattern, "does": "closes"}
        for pattern, calls in closers.items()
        if not any(is_open_after(lambda: connection.ensure_connection(), call) for call in calls)
    ]
    return queries + closes


@seen("transactions")
def blocks_that_are_one_transaction():
    set_up()
    from django.db import connection, transaction

    def is_open_in(block):
        with block:
            return connection.in_atomic_block and not connection.get_autocommit()

    blocks = {
        "django.db.transaction.atomic": transaction.atomic(),
        "django.db.transaction.Atomic": transaction.Atomic(None, True, False),
    }
    return [{"path": path, "how": "call"} for path, block in blocks.items() if is_open_in(block)]


@seen("framework-drivers")
def drivers_of_backends():
    import importlib

    set_up()
    drivers = {"MySQLdb", "cx_Oracle", "oracledb", "psycopg", "psycopg2"}
    backends = [f"django.db.backends.{name}.base" for name in ("mysql", "oracle", "postgresql")]
    tried = {
        module.partition(".")[0]
        for backend in backends
        for module in imports_tried(lambda: importlib.import_module(backend), drivers)
    }
    from django.core.cache.backends.memcached import PyLibMCCache

    tried.update(imports_tried(lambda: PyLibMCCache("127.0.0.1:1", {}), {"pylibmc"}))
    return [{"framework": "Django", "library": name} for name in sorted(tried - {"oracledb"})]
