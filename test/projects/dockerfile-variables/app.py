from flask import Flask

import mailer

app = Flask(__name__)


@app.post("/mail")
def mail():
    mailer.send("hello")
    return "sent"
