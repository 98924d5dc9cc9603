import { expect, it } from 'vitest';
import { lines, read, variables, wordTexts, written } from './reading.ts';

it('reads the environment and the exec form', () => {
  const text =
    'FROM python:3.11\nENV GUNICORN_CMD_ARGS="--worker-class=gevent --worker-connections=500"\nWORKDIR /srv\nWORKDIR shop\nCMD ["gunicorn", "-c", "python:shop.gunicorn", "shop.wsgi:app"]\n';
  const file = read('Dockerfile', text);
  expect(lines(file)).toEqual(['CMD: gunicorn -c python:shop.gunicorn shop.wsgi:app']);
  const [command] = file.commands;
  expect(written(text, command)).toEqual(wordTexts(command));
  expect(variables(command!.environment)).toEqual([
    'GUNICORN_CMD_ARGS=--worker-class=gevent --worker-connections=500',
  ]);
  const { span } = command!.environment[0]!;
  expect(text.slice(...span)).toBe(
    'GUNICORN_CMD_ARGS="--worker-class=gevent --worker-connections=500"',
  );
  expect(command!.folder).toBe('/srv/shop');
});

it('expands nothing in the exec form, and everything in the shell form', () => {
  const exec = read('web.Dockerfile', 'FROM a\nCMD ["gunicorn", "-k", "$WORKER", "app:app"]');
  expect(exec.commands[0]!.words[2]!.parts).toEqual([{ text: '$WORKER' }]);
  const shell = read('Containerfile', 'FROM a\nCMD gunicorn -k ${WORKER:-gevent} app:app');
  expect(shell.commands[0]!.words[2]!.parts).toEqual([{ variable: 'WORKER', whenUnset: 'gevent' }]);
  const quotes = read('Dockerfile', "FROM a\nCMD ['gunicorn', 'app:app']");
  expect(lines(quotes)).toEqual(['CMD: [gunicorn, app:app]']);
});

it.each([
  ['ENTRYPOINT ["tini", "--"]\nCMD ["gunicorn", "app"]', ['ENTRYPOINT: tini -- gunicorn app']],
  ['CMD ["gunicorn", "app"]\nENTRYPOINT ["tini", "--"]', ['ENTRYPOINT: tini -- gunicorn app']],
  ['ENTRYPOINT exec gunicorn app\nCMD ["ignored"]', ['ENTRYPOINT: exec gunicorn app']],
  ['ENTRYPOINT ["tini", "--"]\nCMD exec gunicorn app', ['ENTRYPOINT: tini -- exec gunicorn app']],
  ['ENTRYPOINT ["sh", "-c"]\nCMD ["cd /a && gunicorn app"]', ['ENTRYPOINT: gunicorn app']],
  ['CMD ["first"]\nCMD ["gunicorn", "app"]', ['CMD: gunicorn app']],
  ['CMD ulimit -n 65536 && gunicorn app', ['CMD: gunicorn app']],
  ['RUN pip install gunicorn\nEXPOSE 80', []],
  ['RUN <<EOF\nCMD no\nEOF\nCMD gunicorn app', ['CMD: gunicorn app']],
])('puts ENTRYPOINT and CMD together: %j', (text, expected) => {
  expect(lines(read('Dockerfile', `FROM python:3.11\n${text}\n`))).toEqual(expected);
});

it('knows the limit that the command sets', () => {
  const text = 'FROM a\nCMD ulimit -n 512 && exec gunicorn app\n';
  const { descriptors } = read('Dockerfile', text).commands[0]!;
  expect(descriptors?.limit).toBe(512);
  expect(text.slice(...descriptors!.span)).toBe('512');
});

it('gives what each stage starts, with what it takes from the stage below', () => {
  const text =
    'ARG KIND=gevent\nFROM python:3.11 AS base\nENV K=$KIND\nENTRYPOINT ["tini", "--"]\nFROM base AS web\nCMD gunicorn -k $K app\nFROM base AS worker\nENV K threads and more\nCMD ["celery", "-A", "shop", "worker"]\nFROM web\nRUN true\n';
  const file = read('Dockerfile.prod', text);
  expect(lines(file)).toEqual([
    'ENTRYPOINT: tini --',
    'ENTRYPOINT: tini -- gunicorn -k ${K} app',
    'ENTRYPOINT: tini -- celery -A shop worker',
  ]);
  expect(variables(file.commands[1]!.environment)).toEqual(['K=${KIND:-gevent}']);
  expect(variables(file.commands[2]!.environment)).toEqual([
    'K=${KIND:-gevent}',
    'K=threads and more',
  ]);
});

it('joins continued lines, with comments among them and CRLF', () => {
  const text =
    'FROM a\r\nCMD gunicorn \\\r\n  # the class\r\n  -k gevent \\\r\n  app:app\r\nENV A=1\r\n';
  const [command] = read('Dockerfile', text).commands;
  expect(wordTexts(command)).toEqual(['gunicorn', '-k', 'gevent', 'app:app']);
  expect(written(text, command)).toEqual(['gunicorn', '-k', 'gevent', 'app:app']);
  const exec = 'FROM a\nCMD ["gunicorn", \\\n  "-k", "ge\\u0076ent", \\\n  "app"]\n';
  const [second] = read('Dockerfile', exec).commands;
  expect(wordTexts(second)).toEqual(['gunicorn', '-k', 'gevent', 'app']);
  expect(written(exec, second)).toEqual(['gunicorn', '-k', 'ge\\u0076ent', 'app']);
});

it('takes only lines of their own for comments', () => {
  const text =
    'FROM a\n# greenlint: ignore[late-patch]\nCMD gunicorn \\\n  app # greenlint: ignore[x]\n';
  const { directives } = read('Dockerfile', text);
  expect(directives.map(({ covers }) => text.slice(...covers))).toEqual([
    'CMD gunicorn \\\n  app # greenlint: ignore[x]',
  ]);
});

it('starts nothing for a step of the build, and nothing that serves for a health check', () => {
  const text =
    'FROM a\nRUN python manage.py collectstatic && celery -A shop worker -P gevent\nHEALTHCHECK --interval=5s CMD python check.py\nONBUILD CMD gunicorn x\nCMD gunicorn -k gevent shop.wsgi\n';
  expect(lines(read('Dockerfile', text))).toEqual(['CMD: gunicorn -k gevent shop.wsgi']);
});
