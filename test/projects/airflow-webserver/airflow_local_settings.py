import policies


def task_policy(task):
    policies.check(task)
