import sqlalchemy

if __name__ == "__main__":
    sqlalchemy.create_engine("sqlite://")
