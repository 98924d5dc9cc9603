import { expect, it } from 'vitest';
import { lines, read, variables, written } from './reading.ts';

it('reads recipes: just fills in first, and each line has its own shell', () => {
  const text = `set dotenv-load
worker_class := "gevent"  # which
export LOG := 'info'
home := env('HOME')
alias s := serve

[private]
default: serve

# serves
@serve port="8000" *more: (build "x")
    cd src && gunicorn -k {{worker_class}} \\
      --bind :{{ port }} {{more}} shop.wsgi
    -python -m {{ if home == "" { "a" } else { "b" } }}

worker:
\t#!/usr/bin/env bash
\tset -eu
\texport POOL=gevent
\tcelery -A shop worker -P $POOL

note:
    #!/usr/bin/env python3
    import gunicorn
`;
  const file = read('justfile', text);
  expect(lines(file)).toEqual([
    'serve: gunicorn -k ${just_worker_class} --bind :${just_port} ${just_more} shop.wsgi',
    'serve: python -m ${?}',
    'worker: celery -A shop worker -P ${POOL}',
  ]);
  expect(variables(file.commands[0]!.environment)).toEqual([
    'just_worker_class=gevent',
    'just_LOG=info',
    'LOG=info',
    'just_home=${?}',
    'just_port=${?}',
    'just_more=${?}',
  ]);
  expect(file.commands[0]!.folder).toBe('src');
  expect(written(text, file.commands[0])).toEqual([
    'gunicorn',
    '-k',
    '{{worker_class}}',
    '--bind',
    ':{{ port }}',
    '{{more}}',
    'shop.wsgi',
  ]);
});

it.each(['justfile', 'Justfile', '.justfile', 'tools/dev.just'])('knows %s', (name) => {
  expect(read(name, 'run:\n  celery worker\n').commands).toHaveLength(1);
});
