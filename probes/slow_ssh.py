"""An SSH server that lets everybody in. Every command takes half a second, and says nothing."""

import socket
import threading
import time


def serve_ssh(port):
    """Serves on `port` for ever. Needs paramiko, and belongs into a process without gevent."""
    import paramiko

    class Anybody(paramiko.ServerInterface):
        def check_auth_none(self, _name):
            return paramiko.AUTH_SUCCESSFUL

        def check_auth_password(self, _name, _password):
            return paramiko.AUTH_SUCCESSFUL

        def get_allowed_auths(self, _name):
            return "none,password"

        def check_channel_request(self, _kind, _number):
            return paramiko.OPEN_SUCCEEDED

        def check_channel_exec_request(self, channel, _command):
            threading.Thread(target=finish, args=(channel,), daemon=True).start()
            return True

    def finish(channel):
        time.sleep(0.5)
        channel.send_exit_status(0)
        channel.close()

    def serve(connection):
        transport = paramiko.Transport(connection)
        transport.add_server_key(key)
        try:
            transport.start_server(server=Anybody())
        except (EOFError, paramiko.SSHException):
            pass  # it only looked whether there is a server
        transports.append(transport)

    key = paramiko.ECDSAKey.generate()
    transports = []
    with socket.create_server(("127.0.0.1", port)) as listener:
        while True:
            serve(listener.accept()[0])
