from gevent import monkey
monkey.patch_all()
import gevent
from django.contrib.auth.models import User

def greet(pk):
	# Kindly.
	user = User.objects.get(pk=pk)

	if user:
		print("👋", user)

for pk in range(3): gevent.spawn(greet, pk)  # expect: GVT308
