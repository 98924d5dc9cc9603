#!/bin/sh
# expect: GVT601
exec gunicorn -k gevent shop:application \
    --workers 3
