import { describe, expect, test } from 'vitest';
import { reached } from '../support/reached.ts';

const gevent = { Procfile: 'web: gunicorn -k gevent app:app\n' };
const sync = { Procfile: 'web: gunicorn app:app\n' };

/** One module `app.py`; the names of its functions that must run in greenlets, and no others. */
const applications: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'Flask',
    `from flask import Flask
from flask.views import MethodView
from functools import wraps
app = Flask(__name__)
def logged(f):
    @wraps(f)
    def inner(*a):
        return f(*a)
    return inner
class Users(MethodView):
    def get(self): return self.load()
    def load(self): pass
    @staticmethod
    def fine(): pass
app.add_url_rule("/u", view_func=Users.as_view("u"))
def plain(): pass
app.add_url_rule("/p", view_func=logged(plain))
@app.before_request
def before(): pass
@app.errorhandler(404)
def lost(e): pass
@app.context_processor
def extra(): pass
@app.cli.command("init")
def init(): pass
def unused(): pass
`,
    ['logged.inner', 'Users.get', 'Users.load', 'Users.fine', 'plain', 'before', 'lost', 'extra'],
  ],
  [
    'Bottle',
    `import bottle
from bottle import get, route, hook
app = bottle.default_app()
@get("/a")
def a(): pass
@bottle.route("/b")
def b(): pass
@hook("before_request")
def c(): pass
other = bottle.Bottle()
@other.post("/d")
def d(): pass
def e(): pass
other.route("/e", callback=e)
def unused(): pass
`,
    ['a', 'b', 'c', 'd', 'e'],
  ],
  [
    'Falcon',
    `import falcon
class Timing:
    def process_request(self, req, resp): pass
    def helper(self): pass
class Users:
    def __init__(self): pass
    def on_get(self, req, resp): self.load()
    def on_post_collection(self, req, resp): pass
    def load(self): pass
    def other(self): pass
def check(req, resp, resource, params): pass
class Items:
    @falcon.before(check)
    def on_get(self, req, resp): pass
app = falcon.App(middleware=[Timing()])
app.add_route("/u", Users())
items = Items()
app.add_route("/i", items, suffix=None)
def sink(req, resp): pass
app.add_sink(sink, "/")
class Unused:
    def on_get(self, req, resp): pass
`,
    [
      'Timing.process_request',
      'Users.on_get',
      'Users.on_post_collection',
      'Users.load',
      'check',
      'Items.on_get',
      'sink',
    ],
  ],
  [
    'Pyramid',
    `from pyramid.config import Configurator
from pyramid.view import view_config
@view_config(route_name="home")
def home(request): pass
class Views:
    def __init__(self, request): pass
    @view_config(route_name="list")
    def list(self): pass
@view_config(route_name="thing")
class Thing:
    def __init__(self, request): pass
    def __call__(self): pass
def about(request): pass
def unused(request): pass
def main():
    with Configurator() as config:
        config.add_view(about, route_name="about")
        config.scan()
        return config.make_wsgi_app()
app = main()
`,
    ['home', 'Views.list', 'Thing.__init__', 'Thing.__call__', 'about'],
  ],
  [
    'Flask-SocketIO and Flask-RESTful',
    `from flask import Flask
from flask_socketio import SocketIO, Namespace
from flask_restful import Api, Resource
app = Flask(__name__)
socketio = SocketIO(app)
api = Api(app)
@socketio.on("message")
def message(data): pass
def later(data): pass
socketio.on_event("later", later)
class Chat(Namespace):
    def on_connect(self): pass
    def helper(self): pass
def background(): pass
def start():
    socketio.start_background_task(background)
class Users(Resource):
    def get(self): pass
api.add_resource(Users, "/users")
`,
    ['message', 'later', 'Chat.on_connect', 'background', 'Users.get'],
  ],
];

describe('web frameworks', () => {
  test.each(applications)('%s under greenlets', async (_name, text, names) => {
    expect(await reached({ ...gevent, 'app.py': text })).toEqual(names.map((n) => `app.py#${n}`));
  });

  test.each(applications)('%s without greenlets', async (_name, text) => {
    expect(await reached({ ...sync, 'app.py': text, 'x.py': 'import gevent\n' })).toEqual([]);
    expect(await reached({ 'app.py': text, 'x.py': 'import gevent\n' })).toEqual([]);
  });

  test('aiohttp never', async () => {
    const text = `from aiohttp import web
routes = web.RouteTableDef()
@routes.get("/")
def index(request): pass
app = web.Application()
app.add_routes(routes)
`;
    expect(await reached({ ...sync, 'app.py': text })).toEqual([]);
  });

  test.each([
    [`from gevent.pywsgi import WSGIServer\nWSGIServer(("", 1), app).serve_forever()\n`, true],
    [`from gevent import monkey; monkey.patch_all()\nbottle.run(server="gevent")\n`, true],
    [`from gevent import monkey; monkey.patch_all()\nbottle.run()\n`, false],
    [`import gevent; gevent.sleep(0)\nbottle.run()\n`, false],
  ])('served by %j', async (serve, yes) => {
    const text = `import bottle\n@bottle.get("/")\ndef index(): pass\napp = bottle.default_app()\n`;
    const main = `if __name__ == "__main__":\n${serve.replaceAll(/^(?=.)/gm, '    ')}`;
    expect(await reached({ 'app.py': text + main })).toEqual(yes ? ['app.py#index'] : []);
  });

  test.each([
    ['from gevent import monkey; monkey.patch_all()\n', true],
    ['from gevent import monkey; monkey.patch_all(thread=False)\n', false],
    ['import gevent\n', false],
  ])('the development server after %j', async (first, yes) => {
    const text = `${first}from flask import Flask
from flask.views import MethodView
app = Flask(__name__)
class Users(MethodView):
    def get(self): pass
app.add_url_rule("/u", view_func=Users.as_view("u"))
if __name__ == "__main__":
    app.run()
`;
    expect(await reached({ 'app.py': text })).toEqual(yes ? ['app.py#Users.get'] : []);
  });

  test.each([
    ['app.run()', true],
    ['app.run(threaded=False)', false],
    ['SocketIO(app).run(app)', true],
  ])('views of a factory, served by %j', async (serve, yes) => {
    const files = {
      'run.py': `from gevent import monkey; monkey.patch_all()
from flask_socketio import SocketIO
from shop import create_app
app = create_app()
if __name__ == "__main__":
    ${serve}
`,
      'shop.py': `from flask import Blueprint, Flask
views = Blueprint("views", __name__)
@views.before_app_request
def before(): pass
@views.route("/")
def index(): pass
def create_app():
    app = Flask(__name__)
    app.register_blueprint(views)
    @app.errorhandler(404)
    def missing(error): pass
    return app
`,
    };
    const handlers = ['shop.py#before', 'shop.py#create_app.missing', 'shop.py#index'];
    expect([...(await reached(files))].sort()).toEqual(yes ? handlers : []);
  });

  test.each([
    'from dash import Dash, callback\napp = Dash()\n@callback()\ndef show(): pass\n',
    'from dash import Dash\napp = Dash()\n@app.callback()\ndef show(): pass\n',
  ])('callbacks of a dashboard: %j', async (text) => {
    const app = `from gevent import monkey; monkey.patch_all()\n${text}app.run()\n`;
    expect(await reached({ 'app.py': app })).toEqual(['app.py#show']);
  });

  test('sockets beside a served application', async () => {
    const text = `from flask import Flask
from flask_sockets import Sockets
from gevent.pywsgi import WSGIServer
from geventwebsocket import WebSocketApplication
app = Flask(__name__)
sockets = Sockets(app)
@sockets.route("/echo")
def echo(ws): pass
class Chat(WebSocketApplication):
    def on_message(self, message): pass
    def other(self): pass
WSGIServer(("", 1), app).serve_forever()
`;
    const found = [...(await reached({ 'app.py': text }))].sort();
    expect(found).toEqual(['app.py#Chat.on_message', 'app.py#echo']);
  });
});
