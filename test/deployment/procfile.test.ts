import { expect, it } from 'vitest';
import { lines, read, variables, wordTexts, written } from './reading.ts';

it('reads each line as a command of a shell', () => {
  const text =
    'web: gunicorn -w 4 -k gevent --preload shop.wsgi\n# no command\nnoise\nworker:  python -m gevent.monkey --module huey.bin.huey_consumer shop.huey -k greenlet\n';
  const file = read('Procfile', text);
  expect(file.format).toBe('procfile');
  expect(lines(file)).toEqual([
    'web: gunicorn -w 4 -k gevent --preload shop.wsgi',
    'worker: python -m gevent.monkey --module huey.bin.huey_consumer shop.huey -k greenlet',
  ]);
  expect(written(text, file.commands[0])).toEqual(wordTexts(file.commands[0]));
  const { span } = file.commands[0]!;
  expect(text.slice(...span)).toBe('gunicorn -w 4 -k gevent --preload shop.wsgi');
});

it('knows assignments, cd and the defaults of variables', () => {
  const text =
    'web: cd src && WORKER=gevent DEBUG= exec gunicorn -k ${WORKER:-sync} -b :$PORT "a b":app\r\n';
  const { commands } = read('Procfile.dev', text);
  expect(commands).toHaveLength(1);
  const [command] = commands;
  expect(command!.folder).toBe('src');
  expect(variables(command!.environment)).toEqual(['WORKER=gevent', 'DEBUG=']);
  expect(written(text, command)).toEqual([
    'exec',
    'gunicorn',
    '-k',
    '${WORKER:-sync}',
    '-b',
    ':$PORT',
    '"a b":app',
  ]);
  expect(command!.words.map(({ parts }) => parts)).toEqual([
    [{ text: 'exec' }],
    [{ text: 'gunicorn' }],
    [{ text: '-k' }],
    [{ variable: 'WORKER', whenUnset: 'sync' }],
    [{ text: '-b' }],
    [{ text: ':' }, { variable: 'PORT' }],
    [{ text: 'a b:app' }],
  ]);
});

it('follows sh -c, keeps what stands before it, and gives places in the file', () => {
  const text = `web: A=1 tini -- bash -c "cd api && B=\\"x y\\" exec gunicorn -k \\"gevent\\" app:app; echo 'done'"\n`;
  const { commands } = read('Procfile', text);
  expect(commands).toHaveLength(1);
  const [command] = commands;
  expect(wordTexts(command)).toEqual(['tini', '--', 'exec', 'gunicorn', '-k', 'gevent', 'app:app']);
  expect(written(text, command)).toEqual([
    'tini',
    '--',
    'exec',
    'gunicorn',
    '-k',
    '\\"gevent\\"',
    'app:app',
  ]);
  expect(variables(command!.environment)).toEqual(['A=1', 'B=x y']);
  expect(command!.folder).toBe('api');
});

it('reads the comments that speak to it', () => {
  const text =
    '# greenlint: ignore[late-patch] loaded on purpose\nweb: gunicorn app\nw: celery -A shop worker # greenlint: ignore[x]\n# greenlint: ignore-file[y]\n';
  const { directives } = read('Procfile', text);
  expect(
    directives.map(({ span, covers, ownLine }) => [
      text.slice(...span),
      text.slice(...covers),
      ownLine,
    ]),
  ).toEqual([
    ['# greenlint: ignore[late-patch] loaded on purpose', 'web: gunicorn app', false],
    ['# greenlint: ignore[x]', 'w: celery -A shop worker ', false],
    ['# greenlint: ignore-file[y]', '', true],
  ]);
});
