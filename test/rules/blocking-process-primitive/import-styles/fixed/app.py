from gevent import monkey; monkey.patch_all()
import multiprocessing as mp
from multiprocessing import Barrier, Condition as Changed
import gevent

barrier = Barrier(2)
changed = Changed()
event = mp.Event()

def meet():
	gevent.get_hub().threadpool.apply(barrier.wait)  # expect: GVT209
	if gevent.get_hub().threadpool.apply(event.wait, (), {"timeout": 3}):  # expect: GVT209
		return "🍵", gevent.get_hub().threadpool.apply(event.wait, (  # expect: GVT209
			5,),  # seconds
		)
	with changed:  # expect: GVT209
#	    ^^^^^^^
		gevent.sleep(1)

gevent.spawn(meet).join()
