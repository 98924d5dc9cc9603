from shop import database

database.add_order("nightly", total=0)
