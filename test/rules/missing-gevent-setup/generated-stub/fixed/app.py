from gevent import monkey
monkey.patch_all()
from grpc.experimental.gevent import init_gevent
init_gevent()
import gevent
import grpc  # expect: GVT302

import shop_pb2_grpc

channel = grpc.insecure_channel("shop:50051")
stub = shop_pb2_grpc.ShopStub(channel)


def order(number):
    return stub.Order(number)


if __name__ == "__main__":
    gevent.joinall([gevent.spawn(order, number) for number in range(10)])
