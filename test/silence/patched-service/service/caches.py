import redis
from redis import ConnectionPool, Redis, StrictRedis

POOL = ConnectionPool.from_url("redis://localhost", max_connections=50)
SHARED = redis.Redis(connection_pool=POOL)


def page():
    SHARED.get("a")
    SHARED.set("a", "b", ex=60)
    SHARED.setex("a", 60, "b")
    SHARED.mget("a", "b")
    SHARED.mset({"a": 1})
    SHARED.incr("n")
    SHARED.expire("a", 60)
    SHARED.delete("a")
    SHARED.exists("a")
    SHARED.hget("h", "a")
    SHARED.hset("h", "a", 1)
    SHARED.hgetall("h")
    SHARED.lpush("l", 1)
    SHARED.rpop("l")
    SHARED.blpop("l", timeout=5)
    SHARED.brpop("l")
    SHARED.brpoplpush("l", "m")
    SHARED.sadd("s", 1)
    SHARED.smembers("s")
    SHARED.zadd("z", {"a": 1})
    SHARED.zrange("z", 0, -1)
    SHARED.publish("news", "x")
    SHARED.xadd("stream", {"a": 1})
    SHARED.xread({"stream": "$"}, block=5000)
    SHARED.eval("return 1", 0)
    SHARED.scan(0)
    for key in SHARED.scan_iter("a*"):
        print(key)
    with SHARED.lock("door", timeout=5):
        SHARED.ping()
    lock = SHARED.lock("window", blocking_timeout=2)
    if lock.acquire():
        lock.release()
    with SHARED.pipeline() as pipe:
        pipe.get("a")
        pipe.set("a", 1)
        pipe.execute()
    news = SHARED.pubsub()
    news.subscribe("news")
    news.get_message(timeout=1)
    for message in news.listen():
        print(message)
        break
    client = Redis(host="localhost", socket_timeout=5)
    client.get("a")
    client.ping()
    client.close()
    old = StrictRedis.from_url("redis://localhost")
    old.get("a")
    redis.from_url("redis://localhost").get("a")
    return redis.Redis(connection_pool=redis.BlockingConnectionPool(timeout=5)).get("a")
