from gevent import monkey; monkey.patch_all()
import multiprocessing as mp
from multiprocessing import Barrier, Condition as Changed
import gevent

barrier = Barrier(2)
changed = Changed()
event = mp.Event()

def meet():
	barrier.wait()  # expect: GVT209
	if event.wait(timeout=3):  # expect: GVT209
		return "🍵", event.wait(  # expect: GVT209
			5,  # seconds
		)
	with changed:  # expect: GVT209
#	    ^^^^^^^
		gevent.sleep(1)

gevent.spawn(meet).join()
