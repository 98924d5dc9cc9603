import psycopg2  # expect: GVT302
#      ^^^^^^^^


def slowly():
    connection = psycopg2.connect("")
    cursor = connection.cursor()
    cursor.execute("select pg_sleep(0.6)")
    connection.close()
