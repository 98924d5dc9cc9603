from socket import create_connection as connect
