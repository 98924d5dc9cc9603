"""How the shop logs."""
import atexit
import logging
import queue
from logging import handlers


class Setup:
	def start(self):
		mail = handlers.SMTPHandler("localhost", "a@b", ["c@d"], "🍵")  # expect: GVT218
		mail.setLevel(logging.ERROR)
		log_queue = queue.SimpleQueue()
		log_listener = handlers.QueueListener(log_queue, mail, respect_handler_level=True)
		log_listener.start()
		atexit.register(log_listener.stop)
		logging.getLogger().addHandler(handlers.QueueHandler(log_queue))
		logging.getLogger("far").addHandler(
			handlers.SocketHandler("localhost", 9000))  # expect: GVT218
