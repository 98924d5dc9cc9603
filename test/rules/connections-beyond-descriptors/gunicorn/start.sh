# expect: GVT607
ulimit -n 512
exec gunicorn -k gevent shop:app
