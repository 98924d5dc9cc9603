ulimit -n 512
exec gunicorn -k gevent --worker-connections $N shop:app
