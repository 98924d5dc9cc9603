"""The web application: plain WSGI, one function a page."""

import json
from urllib.parse import parse_qs

import gevent
from shop import accounts, database, feed, heartbeat, invoices, mail, settings, stock

database.prepare()


def application(environ, start_response):
    query = {name: values[0] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
    path = environ["PATH_INFO"]
    if path == "/order":
        answer = order(query)
    elif path == "/invoice":
        answer = {"invoice": invoices.render(query.get("order", "1"))}
    elif path == "/print":
        answer = {"invoice": invoices.render_in_background(query.get("order", "1"))}
    elif path == "/archive":
        answer = {"bytes": invoices.archive(query.get("order", "1"))}
    elif path == "/revenue":
        answer = {"revenue": gevent.get_hub().threadpool.apply(database.revenue)}
    elif path == "/login":
        answer = {"welcome": accounts.check_password(query.get("password", ""))}
    elif path == "/remind":
        answer = {"sent": mail.send(query.get("customer", "nobody"), "your basket waits")}
    elif path == "/price":
        answer = {"price": feed.first_price(settings.FEED).decode()}
    elif path == "/heartbeat":
        answer = {"longest_pause": heartbeat.read_and_reset()}
    else:
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"no such page\n"]
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(answer).encode()]


def order(query):
    accounts.enter(query.get("customer", "nobody"))
    number = gevent.get_hub().threadpool.apply(database.add_order, (accounts.customer(), float(query.get("total", "10"))))
    return {"order": number, "left": stock.take(1), "customer": accounts.customer()}
