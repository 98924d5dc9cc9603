import psycopg2


def ask(key):
    psycopg2.connect("dbname=shop").cursor().execute("select %s", (key,))
