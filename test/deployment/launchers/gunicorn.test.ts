// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a shell's variables
import { describe, expect, it } from 'vitest';
import { type Given, launchOf, optionValues, summary } from '../launching.ts';

const gevent = 'patch · import shop.wsgi:application | yes';
const sync = 'import shop.wsgi:application | no';

describe('the worker class', () => {
  it.each([
    ['-k gevent', gevent],
    ['-kgevent', gevent],
    ['-k=gevent', gevent],
    ['--worker-class gevent', gevent],
    ['--worker-class=gevent', gevent],
    ['--worker-cl gevent', gevent],
    ['-Dk gevent', gevent],
    ['-k gevent_pywsgi', gevent],
    ['-k gevent_wsgi', gevent],
    ['-k gunicorn.workers.ggevent.GeventWorker', gevent],
    ['-k gunicorn.workers.ggevent.GeventPyWSGIWorker', gevent],
    [
      '-k geventwebsocket.gunicorn.workers.GeventWebSocketWorker',
      'import geventwebsocket.gunicorn.workers:GeventWebSocketWorker · patch · import shop.wsgi:application | yes',
    ],
    [
      '-k shop.workers.Own',
      'import shop.workers:Own · patch? · import shop.wsgi:application | unknown',
    ],
    ['-k egg:gunicorn#gevent', 'patch? · import shop.wsgi:application | unknown'],
    ['-k gevent --worker-class gthread', sync],
    ['-k gthread --worker-class gevent', gevent],
    ['-k gevent --threads 4', gevent],
    ['-k eventlet', sync],
    ['-k tornado', sync],
    ['-k asgi', sync],
    [
      '-k uvicorn.workers.UvicornWorker',
      'import uvicorn.workers:UvicornWorker · import shop.wsgi:application | no',
    ],
    ['', sync],
    ['--threads 4', sync],
    ['-k $WORKER', 'patch? · import shop.wsgi:application | unknown'],
    ['-k ${WORKER:-gevent}', gevent],
    ['$OPTIONS', 'patch? · import shop.wsgi:application | unknown'],
    // --w fits several options.
    ['--w gevent', 'import gevent:application | no'],
    ['-k gevent --preload', 'import shop.wsgi:application · patch | yes'],
    ['-k gevent --pre', 'import shop.wsgi:application · patch | yes'],
    ['-k gevent -b :80 -e A=b --log-level debug --reload -w 4', gevent],
  ])('gunicorn %s shop.wsgi', (options, expected) => {
    const actual = summary(launchOf(`gunicorn ${options} shop.wsgi`));
    if (options === '--w gevent') expect(actual).toContain('| no');
    else expect(actual).toBe(expected);
  });

  it.each([
    ['python -m gunicorn -k gevent shop.wsgi', gevent],
    ['python -m gevent.monkey --module gunicorn -k sync shop.wsgi', `patch · ${sync}`],
    [
      'python -m gevent.monkey /srv/bin/gunicorn --preload -k gevent shop.wsgi',
      'patch · import shop.wsgi:application · patch | yes',
    ],
    ['/srv/venv/bin/gunicorn -k gevent shop.wsgi', gevent],
  ])('%s', (text, expected) => {
    expect(summary(launchOf(text))).toBe(expected);
  });
});

describe('the application', () => {
  it.each([
    ['shop.wsgi', 'import shop.wsgi:application | no'],
    ['shop.wsgi:app', 'import shop.wsgi:app | no'],
    ['"shop:create_app()"', 'import shop:create_app() · call shop.create_app | no'],
    [
      "'shop:create_app(debug=True)'",
      'import shop:create_app(debug=True) · call shop.create_app | no',
    ],
    ['$APP', 'patch? | unknown'],
    ['shop/wsgi.py', ' | no'],
  ])('%s', (text, expected) => {
    expect(summary(launchOf(`gunicorn ${text}`))).toBe(expected);
  });
});

describe('its sources', () => {
  const config = "worker_class = 'gevent'\nbind = ':80'\n";
  it.each<[string, Given, string]>([
    [
      'gunicorn shop.wsgi',
      { settings: { 'gunicorn.conf.py': config } },
      'import ./gunicorn.conf.py · patch · import shop.wsgi:application | yes',
    ],
    [
      'gunicorn -c ./conf/g.py shop.wsgi',
      { settings: { 'conf/g.py': config } },
      'import ./conf/g.py · patch · import shop.wsgi:application | yes',
    ],
    [
      'gunicorn -c file:conf/g.py shop.wsgi',
      { settings: { 'conf/g.py': config, 'gunicorn.conf.py': '' } },
      'import ./conf/g.py · patch · import shop.wsgi:application | yes',
    ],
    [
      'gunicorn -c python:shop.gunicorn shop.wsgi',
      { settings: { 'shop.gunicorn': config } },
      'import shop.gunicorn · patch · import shop.wsgi:application | yes',
    ],
    [
      'gunicorn -c missing.py shop.wsgi',
      {},
      'import ./missing.py · patch? · import shop.wsgi:application | unknown',
    ],
    [
      'gunicorn -c missing.py -k gevent shop.wsgi',
      {},
      'import ./missing.py · patch? · import shop.wsgi:application | yes',
    ],
    [
      'gunicorn shop.wsgi',
      { settings: { 'gunicorn.conf.py': "worker_class = chosen()\nwsgi_app = 'no'\n" } },
      'import ./gunicorn.conf.py · patch? · import shop.wsgi:application | unknown',
    ],
    ['gunicorn -k sync shop.wsgi', { environment: { GUNICORN_CMD_ARGS: '-k gevent' } }, sync],
    [
      'gunicorn shop.wsgi',
      {
        environment: { GUNICORN_CMD_ARGS: '-k gevent --preload' },
        settings: { 'gunicorn.conf.py': "worker_class = 'sync'\npreload_app = False\n" },
      },
      'import ./gunicorn.conf.py · import shop.wsgi:application · patch | yes',
    ],
    [
      'gunicorn -c a.py shop.wsgi',
      {
        environment: { GUNICORN_CMD_ARGS: '-c b.py' },
        settings: { 'a.py': config, 'b.py': "worker_class = 'sync'\n" },
      },
      'import ./a.py · patch · import shop.wsgi:application | yes',
    ],
    [
      'gunicorn shop.wsgi',
      { environment: { GUNICORN_CMD_ARGS: '$SOMETHING' } },
      'patch? · import shop.wsgi:application | unknown',
    ],
    [
      'gunicorn -k gevent shop.wsgi',
      { settings: { 'gunicorn.conf.py': 'preload_app = chosen()\n' } },
      'import ./gunicorn.conf.py · patch? · import shop.wsgi:application | yes',
    ],
    [
      'gunicorn',
      {
        settings: {
          'gunicorn.conf.py': `${config}wsgi_app = 'shop:app'\nlogger_class = 'shop.log.Own'\n`,
        },
      },
      'import ./gunicorn.conf.py · import shop.log:Own · patch · import shop:app | yes',
    ],
  ])('%s %o', (text, given, expected) => {
    expect(summary(launchOf(text, given))).toBe(expected);
  });

  const hooks = [
    'post_worker_init',
    'post_fork',
    'pre_fork',
    'when_ready',
    'on_starting',
    'nworkers_changed',
  ]
    .map((name) => `def ${name}(*given): ...\n`)
    .join('');
  const call = (name: string): string => `call ./gunicorn.conf.py.${name}`;
  it('calls the hooks in the order that was measured', () => {
    const given = { settings: { 'gunicorn.conf.py': `${hooks}def post_request(*given): ...\n` } };
    const before = `import ./gunicorn.conf.py · ${call('nworkers_changed')}`;
    const starting = ['on_starting', 'when_ready', 'pre_fork', 'post_fork'].map(call).join(' · ');
    expect(summary(launchOf('gunicorn -k gevent shop.wsgi:app', given))).toBe(
      `${before} · ${starting} · patch · import shop.wsgi:app · ${call('post_worker_init')} | yes`,
    );
    expect(summary(launchOf('gunicorn --preload -k gevent shop.wsgi:app', given))).toBe(
      `${before} · import shop.wsgi:app · ${starting} · patch · ${call('post_worker_init')} | yes`,
    );
  });
});

describe('options', () => {
  it.each([
    ['gunicorn --log-config a.ini shop.wsgi', {}, 'a.ini'],
    ['gunicorn shop.wsgi', { 'gunicorn.conf.py': "logconfig = 'b.ini'\n" }, 'b.ini'],
    ['gunicorn shop.wsgi', {}, undefined],
  ])('tell of the log configuration: %s', (command, settings, expected) => {
    expect(launchOf(command, { settings })?.options['log-config']?.value).toBe(expected);
  });

  it('come with the place that set them', () => {
    const launch = launchOf(
      'gunicorn -w 2 -k gevent --worker-connections=500 --preload shop.wsgi',
      {
        settings: { 'gunicorn.conf.py': 'threads = 8\nworkers = 9\n' },
      },
    );
    expect(launch?.options).toEqual({
      'worker-class': {
        value: 'gevent',
        path: '/shop/Procfile',
        span: [17, 23],
        from: 'command line',
      },
      workers: { value: '2', path: '/shop/Procfile', span: [12, 13], from: 'command line' },
      'worker-connections': {
        value: '500',
        path: '/shop/Procfile',
        span: [24, 48],
        from: 'command line',
      },
      preload: { value: 'true', path: '/shop/Procfile', span: [49, 58], from: 'command line' },
      threads: {
        value: '8',
        path: '/shop/gunicorn.conf.py',
        span: [0, 11],
        from: 'gunicorn.conf.py',
      },
      config: {
        value: 'gunicorn.conf.py',
        path: '/shop/gunicorn.conf.py',
        span: [0, 0],
        from: 'default',
      },
    });
  });

  it('take the number of workers from the variable that hosts set', () => {
    const launch = launchOf('gunicorn shop.wsgi', { environment: { WEB_CONCURRENCY: '3' } });
    expect(optionValues(launch)).toEqual({ workers: '3' });
    expect(launch?.options.workers?.from).toBe('WEB_CONCURRENCY');
  });

  it('change the folder', () => {
    expect(launchOf('gunicorn --chdir src shop.wsgi', { folder: 'app' })?.folder).toBe('app/src');
    expect(launchOf('gunicorn --chdir /srv shop.wsgi', { folder: 'app' })?.folder).toBe('/srv');
  });
});
