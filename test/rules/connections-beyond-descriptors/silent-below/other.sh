ulimit -n 64
exec gunicorn -k gthread --threads 8 shop:app
