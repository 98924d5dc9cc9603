def check(task):
    return task
