import shop.pages.home
from shop.pages import about


def dispatch(environ, start_response):
    page = about if environ["PATH_INFO"] == "/about" else shop.pages.home
    start_response("200 OK", [("Content-Type", "text/html")])
    return [page.render().encode()]
