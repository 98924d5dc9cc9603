def name(address):
    return f"{address[0]}:{address[1]}"
