"""Receiving from a server that hangs up after half a second."""

import os

from harness import library

about = {"family": "Services", "packages": ["azure-servicebus"], "server": "slow"}


@library
def patched():
    from azure.servicebus import ServiceBusClient
    from azure.servicebus.exceptions import ServiceBusError

    server = f"Endpoint=sb://127.0.0.1:{os.environ['CLOSING_PORT']};UseDevelopmentEmulator=true"
    login = "SharedAccessKeyName=a;SharedAccessKey=b"
    client = ServiceBusClient.from_connection_string(f"{server};{login}", retry_total=0)

    def receive():
        try:
            client.get_queue_receiver("queue").receive_messages(max_wait_time=1)
        except ServiceBusError:
            pass  # it waited, then the server had gone

    return receive
