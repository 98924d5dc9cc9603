def render():
    return "<h1>About</h1>"
