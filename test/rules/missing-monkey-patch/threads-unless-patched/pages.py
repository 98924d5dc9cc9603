import http.client
import http.server
import socketserver


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        connection = http.client.HTTPConnection("localhost", 8001)
        connection.request("GET", "/")
        self.wfile.write(connection.getresponse().read())


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    pass


class Responder:
    def __init__(self, port):
        self.httpd = Server(("", port), Pages)

    def serve(self):
        self.httpd.serve_forever()
