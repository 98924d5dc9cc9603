import { expect, it } from 'vitest';
import { lines, read, variables, written } from './reading.ts';

const keys = (name: string, text: string) =>
  read(name, text).settings.map(({ key, value, span, keySpan }) => [
    key,
    value,
    text.slice(...keySpan),
    text.slice(...span),
  ]);

it('reads the keys of an ini file', () => {
  const text =
    '[uwsgi]\r\nmodule = shop.wsgi\r\ngevent = 200\r\ngevent-monkey-patch = true\r\nlazy-apps\r\n; note\r\n[other]\r\nx = 1\r\n';
  const file = read('uwsgi.ini', text);
  expect(file.format).toBe('uwsgi');
  expect(keys('uwsgi.ini', text)).toEqual([
    ['module', 'shop.wsgi', 'module', 'shop.wsgi'],
    ['gevent', '200', 'gevent', '200'],
    ['gevent-monkey-patch', 'true', 'gevent-monkey-patch', 'true'],
    ['lazy-apps', 'true', 'lazy-apps', 'lazy-apps'],
  ]);
  expect(read('deploy.ini', text).settings).toEqual(file.settings);
});

it('fills in placeholders, and knows what it does not know', () => {
  const text =
    '[uwsgi]\nbase = /srv\nchdir = %(base)/shop\ngevent = %(many)\nworkers = $(W)\nhome = %d/x\nlog = 5%\n';
  expect(keys('app.ini', text).map(([key, value]) => [key, value])).toEqual([
    ['base', '/srv'],
    ['chdir', '/srv/shop'],
    ['gevent', undefined],
    ['workers', undefined],
    ['home', undefined],
    ['log', '5%'],
  ]);
});

it('reads YAML and JSON', () => {
  const expected = [
    ['module', 'shop.wsgi', 'module', 'shop.wsgi'],
    ['gevent', '200', 'gevent', '200'],
    ['import', 'a', 'import', 'a'],
    ['import', 'b', 'import', 'b'],
  ];
  expect(
    keys('uwsgi.yml', 'uwsgi:\n  module: shop.wsgi\n  gevent: 200\n  import: [a, b]\n'),
  ).toEqual(expected);
  expect(
    keys(
      'uwsgi-prod.json',
      '{"uwsgi": {"module": "shop.wsgi", "gevent": 200, "import": ["a", "b"]}}',
    ),
  ).toEqual(expected);
  expect(read('uwsgi.json', '{"uwsgi": ').problem?.message).toMatch(/uWSGI configuration/);
});

it('reads XML', () => {
  const text = `<?xml version="1.0"?>
<!-- <uwsgi><gevent>1</gevent></uwsgi> -->
<config><other><module>no</module></other>
<uwsgi id="shop">
  <base>/srv &amp; more</base>
  <module> shop.wsgi </module>
  <gevent>200</gevent>
  <gevent-monkey-patch/>
  <lazy-apps />
  <master></master>
  <chdir>%(base)/x</chdir>
  <home>/a<!-- note -->/b</home>
  <import>a</import><import>b</import>
</uwsgi><module>no</module></config>
`;
  expect(read('uwsgi.xml', text).format).toBe('uwsgi');
  expect(keys('uwsgi.xml', text)).toEqual([
    ['base', '/srv & more', 'base', '/srv &amp; more'],
    ['module', 'shop.wsgi', 'module', 'shop.wsgi'],
    ['gevent', '200', 'gevent', '200'],
    ['gevent-monkey-patch', 'true', 'gevent-monkey-patch', 'gevent-monkey-patch'],
    ['lazy-apps', 'true', 'lazy-apps', 'lazy-apps'],
    ['master', 'true', 'master', 'master'],
    ['chdir', '/srv & more/x', 'chdir', '%(base)/x'],
    ['home', undefined, 'home', 'home'],
    ['import', 'a', 'import', 'a'],
    ['import', 'b', 'import', 'b'],
  ]);
  expect(keys('uwsgi.xml', '<uwsgi><gevent>1</module><!-- <uwsgi')).toEqual([]);
});

it('reads the commands that it starts beside its workers', () => {
  const ini =
    '[uwsgi]\nchdir = /srv/shop\nenv = K=gevent\nattach-daemon = celery -A shop worker -P "$K"\nsmart-attach-daemon = /run/beat.pid celery -A shop beat\nattach-daemon2 = freq=3,cmd=python relay.py,stopsignal=2\nattach-daemon = %(bin)/x\n[other]\nattach-daemon = python no.py\n';
  const file = read('uwsgi.ini', ini);
  expect(lines(file)).toEqual([
    'attach-daemon: celery -A shop worker -P ${K}',
    'smart-attach-daemon: celery -A shop beat',
    'attach-daemon2: python relay.py',
  ]);
  expect(variables(file.commands[0]!.environment)).toEqual(['K=gevent']);
  expect(file.commands[0]!.folder).toBe('/srv/shop');
  expect(written(ini, file.commands[2])).toEqual(['python', 'relay.py']);
  const xml = '<uwsgi><attach-daemon>python relay.py &amp;</attach-daemon></uwsgi>';
  expect(written(xml, read('uwsgi.xml', xml).commands[0])).toEqual(['python', 'relay.py']);
  const yaml = 'uwsgi:\n  attach-daemon: [python a.py, python b.py]\n';
  expect(lines(read('uwsgi.yaml', yaml))).toEqual([
    'attach-daemon: python a.py',
    'attach-daemon: python b.py',
  ]);
});
