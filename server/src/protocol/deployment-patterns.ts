/**
 * Globs of the files that say how processes are started and what is installed, for editors. They name more than is
 * read: of such files the server looks at those that `deploymentFormat` knows.
 */
export const deploymentPatterns: readonly string[] = [
  '**/Procfile*',
  '**/*{Dockerfile,dockerfile,Containerfile,containerfile}*',
  '**/*.{yml,yaml,service,ini,conf,sh,bash,mk,env}',
  '**/{GNUmakefile,Makefile,makefile,pyproject.toml,setup.cfg,airflow.cfg}',
  '**/{*.just,.justfile,Justfile,justfile}',
  '**/*.{conf,ini,service,sh}.{j2,jinja,jinja2,jnj}',
  '**/{entrypoint,docker-entrypoint}*',
  '**/{*requirements*,constraints*,requirements/*}.{txt,in}',
  '**/{Pipfile,Pipfile.lock,poetry.lock,uv.lock,pdm.lock,pylock.toml,pylock.*.toml}',
  '**/{.vscode/launch,uwsgi*}.json',
  '**/{uwsgi*.xml,*.pth}',
  '**/{.env*,.flaskenv}',
];
