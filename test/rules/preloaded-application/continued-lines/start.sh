#!/bin/sh
# expect: GVT601
exec gunicorn -k gevent shop:application --preload \
    --workers 3
