from django.db import connection
from django.db import connections
from models import Order


def count_rows(table):
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM orders")
            return cursor.fetchone()
    finally:
        connections.close_all()
