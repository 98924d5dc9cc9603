def run(handlers, codec, values):
    print(len(handlers), codec.encode("x"), values)
