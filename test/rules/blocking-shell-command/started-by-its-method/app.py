from gevent import monkey

monkey.patch_all()

from services import Cleaner, Mailer, start_service, stop_service

Cleaner().start()
mailer = Mailer()
greenlet = start_service(mailer)
greenlet.join()
stop_service(mailer)
