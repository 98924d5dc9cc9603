import { withExtended } from '../../deployment/compose-extends.ts';
import type { DeploymentFile, Variable } from '../../deployment/deployment-file.ts';
import { unaskedGunicornConfig } from '../../deployment/files/gunicorn-config.ts';
import { projectFolder } from '../../deployment/read-deployment-file.ts';
import { readLaunches } from '../../deployment/read-launches.ts';
import { withDropIns } from '../../deployment/systemd-drop-ins.ts';
import { type FilePath, fileName, folderOf, inFolder, relativeTo } from '../../facts/file-path.ts';
import type { LinkingView } from '../linking-view.ts';
import type { DeploymentView, ModuleView } from '../model.ts';
import { consoleScriptProgram } from './console-scripts.ts';
import { LaunchFolders } from './launch-context.ts';
import { launchedProgram } from './launched-programs.ts';
import type { ProgramStart } from './program-start.ts';

/** What the deployment files of a workspace say. */
export interface Deployed {
  /** Sorted by path. */
  readonly views: readonly DeploymentView[];
  /** The programs that they start. */
  readonly starts: readonly ProgramStart[];
  /** Modules whose assignments decided something: gunicorn.conf.py and the like. */
  readonly read: ReadonlySet<ModuleView>;
}

/** Reads every command of every deployment file as its launcher will. */
export function readDeployed(
  files: ReadonlyMap<FilePath, DeploymentFile>,
  project: LinkingView,
): Deployed {
  const read = new Set<ModuleView>();
  const views: DeploymentView[] = [];
  const starts: ProgramStart[] = [];
  const add = (start: ProgramStart | undefined): void => {
    if (start !== undefined) starts.push(start);
  };
  const foldersFor =
    (path: FilePath) =>
    (folder: string | undefined): LaunchFolders =>
      new LaunchFolders(project, files, read, path, folder);
  for (const [path, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const foldersOf = foldersFor(path);
    const launches = readLaunches(path, withDropIns(path, withExtended(path, file, files), files), {
      environment: environmentBeside(path, files),
      environmentFile: (named) => foldersOf(undefined).variablesOf(named),
      contextIn: (folder) => foldersOf(folder).context,
    });
    views.push({ path, file, launches });
  }
  const told = views.map((view) => (isCommanded(view, views) ? { ...view, launches: [] } : view));
  for (const { path, file, launches } of told) {
    const foldersOf = foldersFor(path);
    for (const launch of launches) add(launchedProgram(launch, foldersOf(launch.folder)));
    for (const script of file.scripts)
      add(consoleScriptProgram(script, path, foldersOf(undefined)));
  }
  return { views: told, starts, read };
}

/** Whether a command nearby starts gunicorn, whose own file then tells nothing that it does not. */
function isCommanded({ path }: DeploymentView, views: readonly DeploymentView[]): boolean {
  if (fileName(path) !== unaskedGunicornConfig) return false;
  const folder = folderOf(path);
  return views.some(
    (other) =>
      fileName(other.path) !== unaskedGunicornConfig &&
      other.launches.some(({ launcher }) => launcher === 'gunicorn') &&
      [relativeTo(folder, other.path), relativeTo(folderOf(other.path), path)].some(
        (inside) => inside !== undefined,
      ),
  );
}

/** What `.env` and `.flaskenv` of the same folder set; other files of variables are to be named. */
function environmentBeside(
  path: FilePath,
  files: ReadonlyMap<FilePath, DeploymentFile>,
): readonly Variable[] {
  // The editor's Python extension reads the one of the workspace's folder.
  const folder = files.get(path)?.format === 'launch-json' ? projectFolder(path) : folderOf(path);
  return ['.env', '.flaskenv'].flatMap((name) => {
    const other = inFolder(folder, name);
    const variables = other === path ? undefined : files.get(other)?.environment;
    return (variables ?? []).map((variable) => ({ ...variable, path: other }));
  });
}
