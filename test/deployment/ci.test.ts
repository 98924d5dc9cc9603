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

it('reads the steps of CircleCI, whose parameters are not known', () => {
  const text = `version: 2.1
executors:
  py: {docker: [{image: python}], environment: {A: "1"}, working_directory: ~/shop}
commands:
  smoke:
    parameters: {n: {type: integer}}
    steps:
      - run: locust -f load.py -u << parameters.n >> --headless
jobs:
  test:
    executor: py
    environment: {B: "2"}
    steps:
      - checkout
      - run: pip install . && pytest -p my_patch
      - when:
          condition: x
          steps:
            - run:
                name: serve
                command: |
                  gunicorn -k $K app:app
                environment: {K: gevent}
                working_directory: api
workflows: {version: 2}
`;
  const file = read('.circleci/config.yml', text);
  expect(lines(file)).toEqual([
    'jobs.test: pip install .',
    'jobs.test: pytest -p my_patch',
    'jobs.test: gunicorn -k ${K} app:app',
    'commands.smoke: locust -f load.py -u ${?} --headless',
  ]);
  expect(variables(file.commands[2]!.environment)).toEqual(['A=1', 'B=2', 'K=gevent']);
  expect(file.commands.map(({ folder }) => folder)).toEqual([
    undefined,
    undefined,
    'api',
    undefined,
  ]);
  expect(written(text, file.commands[3])[4]).toBe('<< parameters.n >>');
});

it('reads the steps of an Azure pipeline, wherever they stand', () => {
  const text = `variables: {A: "1"}
stages:
  - stage: Test
    jobs:
      - job: unit
        variables: [{name: B, value: "2"}, {group: secrets}]
        steps:
          - script: |
              pip install .
              pytest -p $(plugin)
            workingDirectory: $(System.DefaultWorkingDirectory)/api
            env: {C: x}
          - \${{ if eq(variables.x, 'y') }}:
              - bash: locust -f a.py
          - task: CmdLine@2
            inputs: {script: celery -A shop worker -P gevent, workingDirectory: $(dir)}
          - task: PowerShell@2
            inputs: {script: gunicorn app}
          - pwsh: gunicorn app
      - deployment: live
        strategy: {runOnce: {deploy: {steps: [{script: gunicorn -k gevent shop.wsgi}]}}}
`;
  const file = read('azure-pipelines.yml', text);
  expect(lines(file)).toEqual([
    'unit: pip install .',
    'unit: pytest -p ${plugin}',
    'unit: locust -f a.py',
    'unit: celery -A shop worker -P gevent',
    'live: gunicorn -k gevent shop.wsgi',
  ]);
  expect(variables(file.commands[1]!.environment)).toEqual(['A=1', 'B=2', 'C=x']);
  expect(file.commands.map(({ folder }) => folder)).toEqual([
    'api',
    'api',
    undefined,
    undefined,
    undefined,
  ]);
  expect(written(text, file.commands[1])[2]).toBe('$(plugin)');
  expect(read('ci/azure-pipelines/unit.yml', text).commands).toHaveLength(5);
});
