import { commentDirectives } from '../comment-directives.ts';
import { type DeploymentFile, emptyDeploymentFile } from '../deployment-file.ts';
import { tableDependencies } from '../toml-dependencies.ts';
import { tomlValues } from '../toml-values.ts';

/** Tables of a Pipfile that name no packages; any further one is a category of them. */
const OTHER_TABLES = new Set(['source', 'requires', 'scripts', 'pipenv', 'pipfile']);

/** Pipfile: `packages`, `dev-packages` and further categories. */
export function readPipfile(text: string): DeploymentFile {
  const empty = emptyDeploymentFile('pipfile');
  const file = tomlValues(text);
  if ('message' in file) {
    const at = Math.min(file.at, text.length);
    const message = `This Pipfile is no valid TOML: ${file.message}.`;
    return { ...empty, problem: { message, span: [at, Math.min(at + 1, text.length)] } };
  }
  return {
    ...empty,
    dependencies: tableDependencies(file.values, ([table, name]) => {
      if (table === undefined || name === undefined || OTHER_TABLES.has(table)) return undefined;
      return { depth: 1, group: table === 'packages' ? undefined : table };
    }),
    directives: commentDirectives(text, { marks: ['#'], behindText: true }),
  };
}
