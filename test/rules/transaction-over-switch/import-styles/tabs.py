from gevent import monkey
monkey.patch_all()
import gevent, time
from sqlalchemy import create_engine
engine = create_engine("postgresql+psycopg:///shop")
def pay():
	with engine.begin() as connection:
		print("💶"); time.sleep(1)  # expect: GVT307
#	             ^^^^^^^^^^^^^
	with engine.begin() as connection:
		connection.execute("DELETE FROM orders")
		time.sleep(  # expect: GVT307
			1
		)
gevent.spawn(pay)
