from gevent import monkey
monkey.patch_all()
import db

if __name__ == "__main__":
    db.ask_all(range(10))
