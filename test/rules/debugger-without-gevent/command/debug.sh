# expect: GVT609
python -m debugpy --listen 5678 app.py
#         ^^^^^^^
