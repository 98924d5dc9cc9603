from gevent import monkey; monkey.patch_all()
from signal import ITIMER_REAL, SIGALRM, setitimer, signal
import gevent


class Deadline:
	def __init__(self, seconds):
		self.seconds = seconds

	def ring(self, signum, frame):
		raise TimeoutError(f"after {self.seconds}")

	def __enter__(self):
		signal(SIGALRM, self.ring)
		"🍵"; setitimer(ITIMER_REAL, self.seconds)  # expect: GVT216
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
		return self

	def __exit__(self, *_):
		setitimer(ITIMER_REAL, 0)


def work():
	with Deadline(0.5):
		gevent.sleep(1)


gevent.spawn(work).join()
