def scheduler():
    return 1
