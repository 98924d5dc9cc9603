import { expect, it } from 'vitest';
import { lines, read, variables, wordTexts, written } from './reading.ts';

it('reads a service: words, variables, limits, folder', () => {
  const text = `[Unit]
Description=shop; ExecStart=no
[Service]
Environment=K=gevent "GUNICORN_CMD_ARGS=-w 2 --preload" 'L=$x'
EnvironmentFile=-/etc/default/shop
WorkingDirectory=/srv/shop
LimitNOFILE=4096:8192
ExecStart=-/srv/venv/bin/gunicorn -k \${K} \\
# in between
    shop.wsgi $ARGS 100%% $$HOME %i
`;
  const file = read('deploy/shop.service', text);
  expect(lines(file)).toEqual([
    'ExecStart: /srv/venv/bin/gunicorn -k ${K} shop.wsgi ${ARGS} 100% $HOME ${%i}',
  ]);
  const [command] = file.commands;
  expect(written(text, command)).toEqual([
    '/srv/venv/bin/gunicorn',
    '-k',
    '${K}',
    'shop.wsgi',
    '$ARGS',
    '100%%',
    '$$HOME',
    '%i',
  ]);
  expect(variables(command!.environment)).toEqual([
    'K=gevent',
    'GUNICORN_CMD_ARGS=-w 2 --preload',
    'L=$x',
  ]);
  expect(command!.folder).toBe('/srv/shop');
  expect(command!.descriptors?.limit).toBe(4096);
  expect(text.slice(...command!.descriptors!.span)).toBe('4096');
  expect(file.settings.map(({ key, value }) => [key, value])).toEqual([
    ['EnvironmentFile', '/etc/default/shop'],
  ]);
});

it('has no shell, takes commands back, and follows sh -c', () => {
  const text =
    "[Service]\r\nExecStart=/old\r\nExecStart=\r\nExecStart=/bin/sh -c 'cd /a && exec gunicorn -k $$K app'\r\nExecStart=@!/usr/bin/a b && c\r\nLimitNOFILE=infinity\r\n";
  const file = read('shop.service.d/override.conf', text);
  expect(lines(file)).toEqual([
    'ExecStart: exec gunicorn -k ${K} app',
    'ExecStart: /usr/bin/a b && c',
  ]);
  expect(file.commands[0]!.folder).toBe('/a');
  expect(file.commands[0]!.descriptors).toBeUndefined();
  expect(wordTexts(file.commands[1])).toEqual(written(text, file.commands[1]));
});

it('reads the comments that speak to it', () => {
  const text = '[Service]\n; greenlint: ignore[late-patch]\nExecStart=/a \\\n  b\n';
  const [directive] = read('a.service', text).directives;
  expect(directive!.text).toBe('# greenlint: ignore[late-patch]');
  expect(text.slice(...directive!.covers)).toBe('ExecStart=/a \\\n  b');
});
