import gevent


def work():
    print("working")
    gevent.sleep(0.1)
    print("worked")


greenlet = gevent.spawn(work())  # expect: GVT501
#                       ^^^^^^
print("spawned")
greenlet.join()
