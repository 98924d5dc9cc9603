import { expect, it } from 'vitest';
import { lines, read, variables, written } from './reading.ts';

it('reads recipes: make fills in first, and each line has its own shell', () => {
  const text = `PYTHON ?= .venv/bin/python  # which
export K := gevent
.PHONY: run
run: deps
	@cd src && $(PYTHON) -m gevent.monkey manage.py \\
	  runserver $$PORT
	-gunicorn -k \${K} app:app
	$(shell date) x
test:
	pytest -p my_patch
`;
  const file = read('Makefile', text);
  expect(lines(file)).toEqual([
    'run: ${PYTHON} -m gevent.monkey manage.py runserver ${PORT}',
    'run: gunicorn -k ${K} app:app',
    'run: ${?} x',
    'test: pytest -p my_patch',
  ]);
  expect(variables(file.commands[0]!.environment)).toEqual(['PYTHON=.venv/bin/python', 'K=gevent']);
  expect(written(text, file.commands[0])).toEqual([
    '$(PYTHON)',
    '-m',
    'gevent.monkey',
    'manage.py',
    'runserver',
    '$$PORT',
  ]);
  expect(file.commands.map(({ folder }) => folder)).toEqual([
    'src',
    undefined,
    undefined,
    undefined,
  ]);
});
