import { isDeploymentFile, isPythonFile, isScriptCandidate } from '../analysis/file-discovery.ts';
import { FileProblem } from '../analysis/workspace.ts';
import { type FilePath, folderOf, relativeTo } from '../facts/file-path.ts';
import { type CommandEnvironment, CommandFailure } from './environment.ts';

/** What is to be looked at, and what is to be reported of it. */
export interface Targets {
  /** Folders whose files make up the project. */
  readonly folders: readonly FilePath[];
  /** Files that were named, wherever they lie. */
  readonly files: readonly FilePath[];
  /** Whether findings of a file are reported. */
  reports(path: FilePath): boolean;
}

/**
 * What the paths on the command line stand for. A file is looked at with the project around it
 * (the working folder where it lies below): import chains lead through other files. Throws a
 * CommandFailure for a path that does not exist.
 */
export function targetsOf(environment: CommandEnvironment, paths: readonly string[]): Targets {
  const folders = new Set<FilePath>();
  const files = new Set<FilePath>();
  const reported: FilePath[] = [];
  for (const typed of paths) {
    const path = environment.resolve(typed);
    const kind = kindOfTyped(environment, typed, path);
    if (kind === undefined) throw new CommandFailure(`${typed}: there is no such file or folder`);
    if (kind === 'folder') {
      folders.add(path);
      reported.push(path);
    } else if (isPythonFile(path) || isDeploymentFile(path) || isScriptCandidate(path)) {
      folders.add(projectOf(path, environment.workingFolder));
      files.add(path);
      reported.push(path);
    } else {
      environment.errors.write(leftOut(typed));
    }
  }
  return {
    folders: outermost([...folders]),
    files: [...files],
    reports: (path) => reported.some((target) => relativeTo(target, path) !== undefined),
  };
}

/** The line about a file that is named and none of ours. */
export function leftOut(name: string): string {
  return `greenlint: ${name}: neither a Python nor a deployment file, left out\n`;
}

/** What a path is that somebody typed. Throws a CommandFailure where it cannot be told. */
export function kindOfTyped(
  environment: CommandEnvironment,
  typed: string,
  path: FilePath,
): 'file' | 'folder' | undefined {
  try {
    return environment.kindOf(path);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    throw new CommandFailure(`${typed}: ${error.message}`);
  }
}

/** The folder whose files are looked at along with a file. */
export function projectOf(path: FilePath, workingFolder: FilePath): FilePath {
  return relativeTo(workingFolder, path) === undefined ? folderOf(path) : workingFolder;
}

function outermost(folders: readonly FilePath[]): readonly FilePath[] {
  return folders.filter((folder) =>
    folders.every((other) => other === folder || relativeTo(other, folder) === undefined),
  );
}
