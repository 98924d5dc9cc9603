#!/bin/sh
cd "$(dirname "$0")/.." || exit 1
GEVENT_SUPPORT=True python -m debugpy --listen 5678 serve.py
