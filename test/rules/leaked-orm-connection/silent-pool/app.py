from gevent import monkey

monkey.patch_all()

import gevent
from django.contrib.auth.models import User


def remind(pk):
    print("Dear", User.objects.get(pk=pk))


def remind_all(keys):
    gevent.joinall([gevent.spawn(remind, pk) for pk in keys])


remind_all([1])
