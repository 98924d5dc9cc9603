from sqlalchemy import create_engine, select
from sqlalchemy.orm import declarative_base, sessionmaker

Base = declarative_base()
engine = create_engine("postgresql+psycopg://localhost/shop", pool_size=1000)  # expect: GVT309
archive = create_engine("postgresql+psycopg://localhost/old", pool_size=1000)  # expect: GVT309
with archive.connect() as first:
    NAMES = first.scalars(select(1)).all()
Session = sessionmaker(bind=engine)
Base.metadata.create_all(bind=engine)


def latest():
    with archive.connect() as old:
        old.scalar(select(1))
    with Session() as session:
        return session.scalar(select(1))
