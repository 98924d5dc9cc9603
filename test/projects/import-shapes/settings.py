def values():
    return {"debug": False}
