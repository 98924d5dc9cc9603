"""A request that is answered after half a second, by threads of the library's own."""

import os

from harness import library

about = {"family": "Services", "packages": ["awscrt"], "server": "slow"}


@library
def patched():
    from awscrt import http, io

    loops = io.EventLoopGroup(1)
    bootstrap = io.ClientBootstrap(loops, io.DefaultHostResolver(loops))
    connecting = http.HttpClientConnection.new(
        host_name="127.0.0.1", port=int(os.environ["SLOW_HTTP_PORT"]), bootstrap=bootstrap
    )
    connection = connecting.result(5)

    def ask():
        request = http.HttpRequest("GET", "/", http.HttpHeaders([("host", "probe")]))
        stream = connection.request(request)
        stream.activate()
        return stream.completion_future.result(5)

    return ask
