import { expect, it } from 'vitest';
import { withoutTemplate } from '../../server/src/deployment/template-text.ts';
import { lines, read, variables, written } from './reading.ts';

const SUPERVISOR = `; {{ ansible_managed }}
{# the site #}
[program:web]
command={{ venv["path"] }}/bin/gunicorn -k gevent --preload -w {{ workers }} {% if debug %}--reload{% endif %} shop.wsgi
directory={{ app_dir }}
{% if env is defined %}
environment=GUNICORN_CMD_ARGS="-k sync"
{% else %}
environment=GUNICORN_CMD_ARGS="-k tornado"
{% endif %}
{% for name in queues %}
[program:{{ name }}]
command=celery worker
{% endfor %}
[program:tail]
command=python -m shop.tail
`;

it('reads a template of supervisor as far as it is known', () => {
  const file = read('roles/web/templates/supervisor.conf.j2', SUPERVISOR);
  expect(file.format).toBe('supervisor');
  expect(file.commands.map(({ name }) => name)).toEqual(['program:web', 'program:tail']);
  expect(variables(file.commands[0]!.environment)).toEqual([]);
  expect(written(SUPERVISOR, file.commands[0]).slice(0, 4)).toEqual([
    '{{ venv["path"] }}/bin/gunicorn',
    '-k',
    'gevent',
    '--preload',
  ]);
});

it.each([
  ['web.service.j2', 'systemd'],
  ['supervisord.conf.jnj', 'supervisor'],
  ['uwsgi.ini.jinja', 'uwsgi'],
  ['start.sh.jinja2', 'shell'],
])('knows %s', (name, format) => {
  expect(read(name, '[program:x]\ncommand=celery worker\n').format).toBe(format);
});

it('reads a template of a unit, with unknown values in its variables', () => {
  const text = `[Service]
{% for key, value in env.items() %}
Environment="{{ key }}={{ value }}"
{% endfor %}
Environment="GUNICORN_CMD_ARGS=-k {{ worker }}"
ExecStart={{ venv }}/bin/celery -A shop worker -P {{ pool | default("solo") }}
`;
  const file = read('tasks.service.j2', text);
  expect(lines(file)).toHaveLength(1);
  expect(file.commands[0]?.environment).toHaveLength(1);
  expect(file.commands[0]?.environment[0]?.value).toMatchObject([
    { text: '-k ' },
    { variable: expect.any(String) },
  ]);
  expect(file.commands[0]?.words.at(-1)?.parts).toMatchObject([{ variable: expect.any(String) }]);
});

it.each([
  'a {{ b',
  '{% if a %}b',
  'a {% endif %} b',
  '{% if a %}{% for b in c %}x{% endfor %}{% else %}y{% endif %} z\r\n',
  '{{\n}}{#{{#}',
  '{% raw %}{{ a }}{% endraw %}',
])('leaves every line in its place: %s', (text) => {
  const known = withoutTemplate(text);
  expect(known).toHaveLength(text.length);
  expect(known.replace(/[^\r\n]/g, '')).toBe(text.replace(/[^\r\n]/g, ''));
});
