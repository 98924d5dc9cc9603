from sqlalchemy import create_engine, select
from sqlalchemy.orm import declarative_base, sessionmaker

Base = declarative_base()
engine = create_engine("postgresql+psycopg://localhost/shop", pool_size=1000)  # expect: GVT309
Session = sessionmaker(bind=engine)
Base.metadata.create_all(bind=engine)


def latest():
    with Session() as session:
        return session.scalar(select(1))
