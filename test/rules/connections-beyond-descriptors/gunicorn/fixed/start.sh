# expect: GVT607
ulimit -n 4096
exec gunicorn -k gevent shop:app
