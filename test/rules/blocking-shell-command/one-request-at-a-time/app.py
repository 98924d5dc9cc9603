from gevent import monkey

monkey.patch_all()

import os

from flask import Flask

app = Flask(__name__)


@app.route("/backup")
def backup():
    os.system("make backup")
    return "done"


if __name__ == "__main__":
    app.run(threaded=False)
