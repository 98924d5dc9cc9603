import os
import time

workers = os.cpu_count()
started = time.time()
