"""One question after the other: nothing runs beside it."""
import db

if __name__ == "__main__":
    db.ask(1)
