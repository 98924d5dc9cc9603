#!/usr/bin/env bash
set -e

HYPHEN_SYMBOL='-'
if [ "$1" = "web" ]; then
    exec gunicorn \
        -k gevent \
        --worker-class "${SERVER_WORKER_CLASS:-gthread}" \
        --threads 2 \
        "app:create_app()"
fi
exec "$@"
