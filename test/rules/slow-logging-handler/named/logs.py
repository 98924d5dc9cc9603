"""How the shop logs."""
import logging
from logging import handlers


class Setup:
	def start(self):
		mail = handlers.SMTPHandler("localhost", "a@b", ["c@d"], "🍵")  # expect: GVT218
		mail.setLevel(logging.ERROR)
		logging.getLogger().addHandler(mail)
		logging.getLogger("far").addHandler(
			handlers.SocketHandler("localhost", 9000))  # expect: GVT218
