def app(environ, start_response):
    import requests
    from urllib3.util.ssl_ import create_urllib3_context

    try:
        create_urllib3_context()
        said = f"contexts of {requests.__name__} are made"
    except RecursionError:
        said = "RecursionError"
    start_response("200 OK", [])
    return [said.encode()]
