import { expect, it } from 'vitest';
import { lines, read, variables, wordTexts, written } from './reading.ts';

it('reads command, arguments and environment of each container', () => {
  const text = `apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      initContainers:
        - name: migrate
          command: [python, manage.py, migrate]
      containers:
        - name: web
          workingDir: /srv
          command: ["opentelemetry-instrument"]
          args: ["gunicorn", "-k", "$(K)", "--preload", "$$(X)", "$HOME", "app:app"]
          env:
            - name: OTEL_PYTHON_AUTO_INSTRUMENTATION_EXPERIMENTAL_GEVENT_PATCH
              value: patch_all
            - {name: SECRET, valueFrom: {secretKeyRef: {name: s, key: k}}}
---
kind: CronJob
spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: c, args: [sh, -c, "cd /a; exec celery -A shop worker"]}]}}}}}
`;
  const file = read('k8s/shop.yaml', text);
  expect(lines(file)).toEqual([
    'containers.migrate: python manage.py migrate',
    'containers.web: opentelemetry-instrument gunicorn -k ${K} --preload $(X) $HOME app:app',
    'containers.c: exec celery -A shop worker',
  ]);
  const [migrate, web, job] = file.commands;
  expect(written(text, migrate)).toEqual(wordTexts(migrate));
  expect(written(text, web)[3]).toBe('$(K)');
  expect(variables(web!.environment)).toEqual([
    'OTEL_PYTHON_AUTO_INSTRUMENTATION_EXPERIMENTAL_GEVENT_PATCH=patch_all',
    'SECRET=${?}',
  ]);
  expect(web!.folder).toBe('/srv');
  expect(job!.folder).toBe('/a');
});

it('does not know what a template fills in, and is silent about what is no manifest', () => {
  const text =
    'kind: Pod\nspec:\n  containers:\n    - name: a\n      args: ["gunicorn", "-k", "{{ .Values.worker }}", {{ .Values.app }}]\n';
  expect(wordTexts(read('templates/pod.yaml', text).commands[0])).toEqual([
    'gunicorn',
    '-k',
    '${{{ .Values.worker }}}',
    '${?}',
  ]);
  const chart = 'kind: Pod\nspec:\n  containers:\n{{- range .x }}\n    - args: [a]\n{{- end }}\n';
  expect(read('templates/pod.yaml', chart)).toMatchObject({ commands: [] });
  expect(read('templates/pod.yaml', chart).problem).toBeUndefined();
  expect(read('mkdocs.yml', 'site_name: a\ncommand: [\n').problem).toBeUndefined();
});
