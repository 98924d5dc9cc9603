from django.db import connection
from models import Order


def count_rows(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM orders")
        return cursor.fetchone()
