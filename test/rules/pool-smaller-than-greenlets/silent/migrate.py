from sqlalchemy import create_engine

create_engine("postgresql+psycopg://localhost/shop").connect()
