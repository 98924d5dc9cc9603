def render():
    return "<h1>Shop</h1>"
