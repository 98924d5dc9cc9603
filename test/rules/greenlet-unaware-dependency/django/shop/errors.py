from psycopg2 import OperationalError

broken = (OperationalError,)
