"""Works with whichever driver is there; nothing asks for one."""
try:
    import psycopg2
except ImportError:
    psycopg2 = None

import pymysql


def load(key):
    if psycopg2 is not None:
        cursor = psycopg2.connect("dbname=shop").cursor()
    else:
        cursor = pymysql.connect(database="shop").cursor()
    cursor.execute("select 1")
