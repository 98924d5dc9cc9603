def follow():
    return []
