from registry import handler


@handler
def login():
    return "in"
