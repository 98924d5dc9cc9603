def flush(connect):
    return connect
