from gevent import monkey
monkey.patch_all()

from time import sleep

from bottle import Bottle

app = Bottle()


@app.get("/slow")
def slow():
    sleep(0.5)
    return "done"


if __name__ == "__main__":
    app.run(server="gevent", port=8080)  # expect: GVT110
