import time

from flask import Flask
from gevent import monkey

app = application = Flask(__name__)


@app.route("/pause")
def pause():
    time.sleep(0.5)
    return "done"


if __name__ == "__main__":
    # For `python shop.py`; under uWSGI its own line is at fault.
    monkey.patch_all()
    app.run()
