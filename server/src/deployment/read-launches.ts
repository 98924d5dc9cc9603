import type { FilePath } from '../facts/file-path.ts';
import type { DeploymentFile, Variable } from './deployment-file.ts';
import type { Launch, LaunchContext } from './launch.ts';

/** What reading the launches of a file needs to know beside the file. */
export interface LaunchSurroundings {
  /** Variables that other files (`.env`) set for this one; its own count more. */
  readonly environment: readonly Variable[];
  /** What can be looked up by a process that runs in this folder (as written; see `Command.folder`). */
  contextIn(folder: string | undefined): LaunchContext;
}

/** The launches of Python code in one deployment file. Never throws. */
export function readLaunches(
  _path: FilePath,
  _file: DeploymentFile,
  _surroundings: LaunchSurroundings,
): readonly Launch[] {
  return [];
}
