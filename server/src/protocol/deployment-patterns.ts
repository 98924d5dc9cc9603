/**
 * Globs of the files that say how processes are started, for editors: which of the files they
 * name are read is for `deploymentFormat` to say.
 */
export const deploymentPatterns: readonly string[] = [
  '**/Procfile*',
  '**/*{Dockerfile,Containerfile}*',
  '**/*.{dockerfile,yml,yaml,service,ini,cfg,conf,toml,sh,bash,mk}',
  '**/{Makefile,makefile,GNUmakefile,justfile}',
  '**/.vscode/launch.json',
  '**/{.env,.env.*,*.env,.flaskenv}',
  '**/{bin,scripts}/*',
];
