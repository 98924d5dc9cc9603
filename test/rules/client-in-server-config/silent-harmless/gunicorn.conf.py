import multiprocessing
import os
import time

import names

worker_class = "gevent"
workers = multiprocessing.cpu_count()
proc_name = names.SHOP
