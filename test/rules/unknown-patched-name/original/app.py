from gevent import monkey

read = monkey.get_original("os", "read")
clock = monkey.get_original("time", "monotonic")
