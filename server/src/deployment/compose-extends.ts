import { type FilePath, fileName, folderOf, inFolder, joined } from '../facts/file-path.ts';
import { inside } from './commands.ts';
import type { Command, DeploymentFile } from './deployment-file.ts';

/** Nobody builds services in more layers; one that extends itself ends here. */
const DEEPEST = 10;

/**
 * A compose file with what its services take from the services of other files that they extend.
 * Words and variables from there carry the `path` of the file that they stand in. Where that file
 * or service is not there, a service keeps what it says itself.
 */
export function withExtended(
  path: FilePath,
  file: DeploymentFile,
  files: ReadonlyMap<FilePath, DeploymentFile>,
): DeploymentFile {
  const own = [...file.commands, ...(file.bases ?? [])].sort((a, b) => a.span[0] - b.span[0]);
  if (!own.some((command) => command.extends !== undefined)) return file;
  const commands = own.flatMap((command) => extended(command, path, files, 0));
  return { ...file, commands: commands.filter(({ words }) => words.length > 0) };
}

function extended(
  command: Command,
  path: FilePath,
  files: ReadonlyMap<FilePath, DeploymentFile>,
  depth: number,
): readonly Command[] {
  const { extends: base } = command;
  const basePath = base && fileExtended(base.file, path, files);
  const file = basePath === undefined ? undefined : files.get(basePath);
  if (base === undefined || basePath === undefined || file === undefined || depth > DEEPEST) {
    return [command];
  }
  const found = [...file.commands, ...(file.bases ?? [])]
    .filter(({ name }) => name === `services.${base.service}`)
    .flatMap((one) => extended(one, basePath, files, depth + 1));
  const [first] = found;
  if (first === undefined) return [command];
  // Its words may be several commands: `sh -c "a; b"`.
  const sources = command.words.length > 0 ? [first] : found;
  return sources.map((one) => builtUpon(one, command, basePath, base.file));
}

/** The names of the file that `docker compose` takes by itself. */
const mainFiles = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

/** The file that is named; else the main one beside the file at `path`, unless that is it. */
function fileExtended(
  named: string | undefined,
  path: FilePath,
  files: ReadonlyMap<FilePath, DeploymentFile>,
): FilePath | undefined {
  if (named !== undefined) return joined(folderOf(path), named);
  if (mainFiles.includes(fileName(path))) return undefined;
  return mainFiles
    .map((name) => inFolder(folderOf(path), name))
    .find((main) => files.get(main)?.format === 'compose');
}

/**
 * A command with what it lacks from a service of the file at `basePath`, which it calls `named`;
 * without a name that is the file beside it.
 */
function builtUpon(
  base: Command,
  own: Command,
  basePath: FilePath,
  named: string | undefined,
): Command {
  const isBeside = named === undefined;
  const ofBase = (base.environmentFiles ?? []).map((file) =>
    isBeside ? file : inside(inside(undefined, `${named}/..`), file),
  );
  const files = [...ofBase, ...(own.environmentFiles ?? [])];
  // A folder of the host would count from the other file.
  const isKnown = isBeside || base.folder?.startsWith('/') === true;
  const folder = own.folder ?? (isKnown ? base.folder : undefined);
  return {
    ...own,
    words:
      own.words.length > 0 ? own.words : base.words.map((word) => ({ path: basePath, ...word })),
    environment: [
      ...base.environment.map((variable) => ({ path: basePath, ...variable })),
      ...own.environment,
    ],
    ...(folder !== undefined && { folder }),
    ...(files.length > 0 && { environmentFiles: files }),
  };
}
