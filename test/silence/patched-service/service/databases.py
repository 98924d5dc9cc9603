import pymongo
import pymysql
from pymongo import MongoClient
from pymysql.cursors import DictCursor

MONGO = pymongo.MongoClient("mongodb://localhost")


def page():
    return [by_pymongo(), by_pymysql()]


def by_pymongo():
    orders = MONGO.shop.orders
    orders.find_one({"_id": 1})
    for order in orders.find({"open": True}):
        print(order)
    orders.insert_one({"_id": 1})
    orders.insert_many([{}, {}])
    orders.update_one({"_id": 1}, {"$set": {"open": False}})
    orders.update_many({}, {"$set": {"open": False}})
    orders.delete_one({"_id": 1})
    orders.delete_many({})
    orders.count_documents({})
    orders.aggregate([{"$match": {}}])
    orders.find_one_and_update({"_id": 1}, {"$inc": {"n": 1}})
    orders.bulk_write([pymongo.InsertOne({})])
    orders.create_index("open")
    orders.distinct("customer")
    client = MongoClient("localhost", 27017)
    database = client["shop"]
    database["orders"].find_one()
    database.command("ping")
    database.list_collection_names()
    client.admin.command("ping")
    client.server_info()
    with client.start_session() as session:
        session.with_transaction(lambda one: database.orders.find_one(session=one))
    with database.orders.watch() as changes:
        for change in changes:
            print(change)
    client.close()
    return orders.estimated_document_count()


def by_pymysql():
    connection = pymysql.connect(host="localhost", cursorclass=DictCursor)
    cursor = connection.cursor()
    cursor.execute("select 1")
    cursor.execute("select %s", (1,))
    cursor.executemany("insert into orders values (%s)", [(1,), (2,)])
    cursor.callproc("close_orders")
    cursor.fetchone()
    cursor.fetchmany(10)
    cursor.fetchall()
    connection.begin()
    connection.commit()
    connection.rollback()
    connection.ping(reconnect=True)
    connection.query("select 1")
    connection.select_db("shop")
    with connection.cursor() as other:
        other.execute("select 1")
        for row in other:
            print(row)
    with pymysql.connect(host="localhost") as shared:
        with shared.cursor(DictCursor) as third:
            third.execute("select sleep(1)")
        shared.commit()
    pymysql.Connection(host="localhost").cursor().execute("select 1")
    pymysql.connections.Connection(host="localhost").close()
    cursor.nextset()
    cursor.close()
    return connection.close()
