from celery import Celery
from sqlalchemy import create_engine

app = Celery("tasks")
engine = create_engine("postgresql+psycopg://localhost/shop", pool_size=10)  # expect: GVT306


@app.task
def count():
    with engine.connect() as connection:
        return connection.exec_driver_sql("select count(*) from orders").scalar()
