# expect: GVT609
GEVENT_SUPPORT=True python -m debugpy --listen 5678 app.py
#         ^^^^^^^
