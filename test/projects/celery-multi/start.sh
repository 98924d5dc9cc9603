#!/bin/sh
exec celery multi start w1 -A shop -P gevent -c 2 --pidfile=%n.pid --logfile=%n.log
