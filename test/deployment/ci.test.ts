import { expect, it } from 'vitest';
import { lines, read, variables, wordTexts, written } from './reading.ts';

it('reads the steps of a workflow', () => {
  const text = `on: push
env: {A: 1}
jobs:
  test:
    env: {B: "2"}
    defaults: {run: {working-directory: ./api}}
    steps:
      - uses: actions/checkout@v4
      - run: |
          pip install .
          python -m gevent.monkey --module pytest \${{ matrix.args }}
        env: {C: x}
      - run: locust -f a.py
        working-directory: load
`;
  const file = read('.github/workflows/test.yml', text);
  expect(file.format).toBe('ci');
  expect(lines(file)).toEqual([
    'jobs.test: pip install .',
    'jobs.test: python -m gevent.monkey --module pytest ${{ matrix.args }}',
    'jobs.test: locust -f a.py',
  ]);
  expect(variables(file.commands[1]!.environment)).toEqual(['A=1', 'B=2', 'C=x']);
  expect(file.commands.map(({ folder }) => folder)).toEqual(['api', 'api', 'load']);
  expect(written(text, file.commands[1])[5]).toBe('${{ matrix.args }}');
});

it('reads the scripts of a pipeline with one shell', () => {
  const text = `variables: {A: "1"}
before_script: [cd api]
test:
  variables: {B: {value: x}}
  script:
    - export K=gevent
    - [pytest -p my_patch, "ls"]
other: {stage: x}
`;
  const file = read('.gitlab-ci.yml', text);
  expect(lines(file)).toEqual(['test: pytest -p my_patch']);
  const [command] = file.commands;
  expect(command!.folder).toBe('api');
  expect(variables(command!.environment)).toEqual(['A=1', 'B=x', 'K=gevent']);
  expect(written(text, command)).toEqual(wordTexts(command));
});
