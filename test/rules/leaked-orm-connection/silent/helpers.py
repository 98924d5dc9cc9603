import functools

from django.db import connections


def close_connection(function):
    @functools.wraps(function)
    def wrapper(*args):
        try:
            return function(*args)
        finally:
            connections.close_all()

    return wrapper
