handlers = []


def handler(function):
    import tracing

    handlers.append(tracing.traced(function))
    return function
