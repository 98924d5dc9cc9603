"""Every page uses one library in all the ways that people use it."""

from service import caches, children, clients, databases, modules, sockets, threads, waits

PAGES = {
    "/waits": waits.page,
    "/children": children.page,
    "/clients": clients.page,
    "/databases": databases.page,
    "/caches": caches.page,
    "/sockets": sockets.page,
    "/threads": threads.page,
    "/modules": modules.page,
}


def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/waits":
        answer = waits.page()
    elif path == "/children":
        answer = children.page()
    elif path == "/clients":
        answer = clients.page()
    elif path == "/databases":
        answer = databases.page()
    elif path == "/caches":
        answer = caches.page()
    elif path == "/sockets":
        answer = sockets.page()
    elif path == "/modules":
        answer = modules.page()
    else:
        answer = threads.page()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(answer).encode()]
