import multiprocessing
from concurrent import futures
from re import sub

POOL = futures.ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))


def search(text):
    return POOL.submit(sub, "(a+)+b", "", text).result()  # expect: GVT212
