from gevent import monkey
monkey.patch_all()
import gevent
from django.contrib.auth.models import User
from django.db import connections

def greet(pk):
	# Kindly.
	try:
		user = User.objects.get(pk=pk)

		if user:
			print("👋", user)
	finally:
		connections.close_all()

for pk in range(3): gevent.spawn(greet, pk)  # expect: GVT308
