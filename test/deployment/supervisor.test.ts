import { expect, it } from 'vitest';
import { lines, read, variables, wordTexts, written } from './reading.ts';

it('has no shell: an assignment would be the program', () => {
  const text =
    '[program:web]\ncommand=WORKER=gevent gunicorn -k $WORKER app:app && echo done ; note\n';
  const file = read('supervisord.conf', text);
  expect(file.format).toBe('supervisor');
  expect(lines(file)).toEqual([
    'program:web: WORKER=gevent gunicorn -k $WORKER app:app && echo done',
  ]);
  expect(file.commands[0]!.environment).toEqual([]);
  expect(written(text, file.commands[0])).toEqual(wordTexts(file.commands[0]));
});

it('reads environment, folder and the limit of the server, in any ini file', () => {
  const text = `[supervisord]
minfds=2048
environment=SHARED=1

[program:web]
command = gunicorn
    app:app -b %(ENV_BIND)s -n %(program_name)s 5%%
environment=GUNICORN_CMD_ARGS="-k gevent",
    L='a,b',M=plain ; more
directory=/srv
[group:all]
programs=web
[program:sh]
command=bash -c "exec celery -A shop worker"
`;
  const file = read('conf.d/shop.conf', text);
  expect(file.format).toBe('supervisor');
  expect(lines(file)).toEqual([
    'program:web: gunicorn app:app -b ${BIND} -n ${%(program_name)} 5%',
    'program:sh: exec celery -A shop worker',
  ]);
  const [web] = file.commands;
  expect(variables(web!.environment)).toEqual([
    'SHARED=1',
    'GUNICORN_CMD_ARGS=-k gevent',
    'L=a,b',
    'M=plain',
  ]);
  expect(text.slice(...web!.environment[2]!.span)).toBe("L='a,b'");
  expect(web!.folder).toBe('/srv');
  expect(web!.descriptors?.limit).toBe(2048);
});

it('says nothing about other files of that kind', () => {
  expect(read('nginx.conf', 'server {\n listen 80;\n}\n').commands).toEqual([]);
  expect(read('alembic.ini', '[alembic]\nscript_location = x\n')).toMatchObject({
    settings: [],
    commands: [],
  });
});
