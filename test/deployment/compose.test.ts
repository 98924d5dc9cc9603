import { expect, it } from 'vitest';
import { lines, read, variables, wordTexts, written } from './reading.ts';

it('cuts a command into words as compose does: there is no shell', () => {
  const text =
    'services:\n  worker:\n    command: celery -A shop worker -Pgevent -c 200\n  mail:\n    command: ["celery", "-A", "shop", "worker", "-P", "gevent", "-Q", "mail,multi"]\n';
  const file = read('compose.yaml', text);
  expect(lines(file)).toEqual([
    'services.worker: celery -A shop worker -Pgevent -c 200',
    'services.mail: celery -A shop worker -P gevent -Q mail,multi',
  ]);
  for (const command of file.commands) expect(written(text, command)).toEqual(wordTexts(command));
});

it('fills in variables, and knows a dollar sign', () => {
  const text =
    "services:\n  web:\n    command: gunicorn -k ${K:-gevent} '$$A ${B-x}' && more\n    environment:\n      K: ${KIND:?needed}\n      N: 3\n      EMPTY:\n";
  const [command] = read('docker-compose.dev.yml', text).commands;
  expect(wordTexts(command)).toEqual([
    'gunicorn',
    '-k',
    '${K:-gevent}',
    '$A ${B:-x}',
    '&&',
    'more',
  ]);
  expect(variables(command!.environment)).toEqual(['K=${KIND}', 'N=3']);
});

it('reads lists, entry points, limits, folders and files of variables', () => {
  const text = `services:
  web:
    entrypoint: [tini, --]
    command:
      - sh
      - -c
      - >-
        cd api &&
        exec gunicorn -k $$K
        "app:app"
    environment:
      - K=gevent
      - "GUNICORN_CMD_ARGS=-w 2"
      - HOST_ONLY
    env_file: [.env, {path: more.env}]
    working_dir: /srv
    ulimits:
      nofile: {soft: 1024, hard: 2048}
`;
  const file = read('docker-compose.yml', text);
  const [command] = file.commands;
  expect(wordTexts(command)).toEqual(['tini', '--', 'exec', 'gunicorn', '-k', '${K}', 'app:app']);
  expect(written(text, command)).toEqual([
    'tini',
    '--',
    'exec',
    'gunicorn',
    '-k',
    '$$K',
    '"app:app"',
  ]);
  expect(command!.folder).toBe('/srv/api');
  expect(variables(command!.environment)).toEqual(['K=gevent', 'GUNICORN_CMD_ARGS=-w 2']);
  expect(command!.descriptors?.limit).toBe(1024);
  expect(text.slice(...command!.descriptors!.span)).toBe('1024');
  expect(file.settings.map(({ section, key, value }) => [section, key, value])).toEqual([
    ['services.web', 'env_file', '.env'],
    ['services.web', 'env_file', 'more.env'],
  ]);
  expect(command!.environmentFiles).toEqual(['.env', 'more.env']);
});

it('follows anchors, merge keys and extends', () => {
  const text = `x-base: &base
  environment: &env
    K: gevent
  command: gunicorn app
services:
  web:
    <<: *base
  other:
    <<: *base
    environment:
      <<: *env
      L: "1"
    command: celery -A shop worker
  third:
    extends: other
    environment: {K: sync}
`;
  const file = read('compose.yml', text);
  expect(lines(file)).toEqual([
    'services.web: gunicorn app',
    'services.other: celery -A shop worker',
    'services.third: celery -A shop worker',
  ]);
  expect(file.commands.map(({ environment }) => variables(environment))).toEqual([
    ['K=gevent'],
    ['K=gevent', 'L=1'],
    ['K=gevent', 'L=1', 'K=sync'],
  ]);
});

it('reads block scalars and escapes with exact places, with CRLF', () => {
  const text =
    'services:\r\n  a:\r\n    command: |\r\n      gunicorn\r\n      -k gevent app\r\n  b:\r\n    command: "gunicorn\\t-k \\x67event \\\r\n      app"\r\n';
  const file = read('compose.yml', text);
  expect(written(text, file.commands[0])).toEqual(['gunicorn', '-k', 'gevent', 'app']);
  expect(wordTexts(file.commands[1])).toEqual(['gunicorn', '-k', 'gevent', 'app']);
  expect(written(text, file.commands[1])).toEqual(['gunicorn', '-k', '\\x67event', 'app']);
});

it('says what is wrong with a broken file, and where', () => {
  const text = 'services:\n  web:\n    command: [gunicorn\n  other: x\n';
  const { problem, commands } = read('compose.yaml', text);
  expect(commands).toEqual([]);
  expect(problem?.message).toMatch(/^This compose file is no valid YAML: .+\.$/);
  expect(problem!.span[0]).toBeGreaterThan(10);
});

it('is not harmed by aliases that multiply, and by deep nesting', () => {
  const bomb = `a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}\nservices: {web: {command: *a30}}\n`;
  expect(read('compose.yml', bomb).commands).toEqual([]);
  expect(read('compose.yml', `a: &a {<<: *a, b: 1}\nservices: {web: *a}`).commands).toEqual([]);
  expect(read('compose.yml', '['.repeat(50_000)).problem).toBeDefined();
});
