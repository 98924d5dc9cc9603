import { type FilePath, fileName, folderOf } from '../facts/file-path.ts';
import { projectFolder } from './read-deployment-file.ts';

/** The folder whose code a dependency file speaks of: of `requirements/web.txt` the one above. */
export function dependencyFolder(path: FilePath): FilePath {
  const folder = projectFolder(path);
  return fileName(folder) === 'requirements' ? folderOf(folder) : folder;
}
