import grpc
import psycopg2
from gevent.events import GeventDidPatchBuiltinModulesEvent, subscribers
from grpc.experimental.gevent import init_gevent


def set_up(event):
    if isinstance(event, GeventDidPatchBuiltinModulesEvent):
        init_gevent()


subscribers.append(set_up)


def application(environ, start_response):
    psycopg2.connect("dbname=shop").cursor().execute("select 1")
    grpc.channel_ready_future(grpc.insecure_channel("localhost:1"))
    start_response("200 OK", [])
    return [b"done"]
