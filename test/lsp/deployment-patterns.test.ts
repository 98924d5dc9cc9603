import picomatch from 'picomatch';
import { expect, it } from 'vitest';
import type { DeploymentFormat } from '../../server/src/deployment/deployment-file.ts';
import { deploymentFormat } from '../../server/src/deployment/read-deployment-file.ts';
import { deploymentPatterns } from '../../server/src/protocol/deployment-patterns.ts';

const files: Readonly<Record<DeploymentFormat, readonly string[]>> = {
  procfile: ['Procfile', 'Procfile.dev'],
  dockerfile: ['Dockerfile', 'Dockerfile.web', 'web.dockerfile', 'web.Dockerfile', 'Containerfile'],
  compose: ['compose.yml', 'docker-compose.override.yaml'],
  kubernetes: ['deploy/shop.yaml', 'deploy/shop.yml'],
  systemd: ['shop.service', 'shop.service.d/override.conf'],
  supervisor: ['supervisord.conf', 'supervisor.ini'],
  circus: ['circus.ini'],
  uwsgi: ['uwsgi.ini', 'uwsgi-shop.yaml', 'uwsgi.json', 'uwsgi.xml'],
  shell: ['run.sh', 'run.bash', 'entrypoint', 'docker-entrypoint.sh'],
  makefile: ['Makefile', 'makefile', 'GNUmakefile', 'shop.mk'],
  ci: [
    '.github/workflows/test.yml',
    '.gitlab-ci.yml',
    '.circleci/config.yml',
    'azure-pipelines.yml',
    '.azure-pipelines/unit.yml',
  ],
  'launch-json': ['.vscode/launch.json'],
  environment: ['.env', '.env.production', '.flaskenv', 'shop.env'],
  'path-configuration': ['gevent.pth', 'site/shop.pth'],
  requirements: [
    'requirements.txt',
    'requirements-dev.txt',
    'requirements/web.txt',
    'constraints.txt',
    'dev-requirements.txt',
    'requirements.in',
    'requirements/web.in',
  ],
  pipfile: ['Pipfile'],
  lock: ['Pipfile.lock', 'poetry.lock', 'uv.lock', 'pdm.lock', 'pylock.toml', 'pylock.web.toml'],
  conda: ['environment.yml', 'environment-dev.yaml'],
  'python-project': ['pyproject.toml', 'setup.cfg'],
  'test-configuration': ['pytest.ini', '.pytest.ini', 'tox.ini'],
  'tool-configuration': ['locust.conf', '.locust.conf', 'airflow.cfg', 'shop.ini', 'shop.conf'],
};

it.each(Object.entries(files))('editors are asked about every kind of %s', (format, names) => {
  const matches = picomatch([...deploymentPatterns], { dot: true });
  for (const name of names) {
    expect([name, deploymentFormat(`/ws/${name}`)]).toEqual([name, format]);
    expect([name, matches(name), matches(`a/b/${name}`)]).toEqual([name, true, true]);
  }
});
