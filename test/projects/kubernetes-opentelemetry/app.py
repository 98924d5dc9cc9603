from flask import Flask

import locks

app = Flask(__name__)
