import { expect, it } from 'vitest';
import { lines, read, variables, wordTexts } from './reading.ts';

it('reads watchers with their arguments and environment', () => {
  const text = `[watcher:web]
cmd = gunicorn
args = -k $(circus.env.wk) shop.wsgi -b fd://$(circus.sockets.web)
working_dir = /srv
rlimit_nofile = 500
[watcher:sh]
cmd = cd api && exec celery -A shop worker
shell = True
[env]
A = 1
[env:we*,other]
wk = gevent
`;
  const file = read('circus.ini', text);
  expect(lines(file)).toEqual([
    'watcher:web: gunicorn -k ${wk} shop.wsgi -b fd://${circus.sockets.web}',
    'watcher:sh: exec celery -A shop worker',
  ]);
  expect(variables(file.commands[0]!.environment)).toEqual(['A=1', 'wk=gevent']);
  expect(variables(file.commands[1]!.environment)).toEqual(['A=1']);
  expect(file.commands.map(({ folder }) => folder)).toEqual(['/srv', 'api']);
  expect(file.commands[0]!.descriptors?.limit).toBe(500);
  const [first] = file.commands[0]!.words;
  expect(text.slice(...first!.span)).toBe('gunicorn');
  expect(wordTexts(read('web.ini', text).commands[0])[0]).toBe('gunicorn');
});
