import multiprocessing
from concurrent import futures
from re import sub

POOL = futures.ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))


def search(text):
    return sub("(a+)+b", "", text)  # expect: GVT212
