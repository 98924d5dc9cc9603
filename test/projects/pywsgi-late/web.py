import accounts


def application(environ, start_response):
    accounts.open_account(environ["PATH_INFO"])
    start_response("200 OK", [])
    return [b"opened"]
