#!/bin/sh
cd "$(dirname "$0")/.." || exit 1
python -m debugpy --listen 5678 serve.py
