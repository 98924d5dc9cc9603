import { type Dirent, realpathSync, statSync } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { FileProblem, type FolderEntry, type Workspace } from '../analysis/workspace.ts';
import type { FilePath } from '../facts/file-path.ts';

/** The files of the machine's own disks. */
export class DiskWorkspace implements Workspace {
  async read(file: FilePath, limit: number): Promise<Uint8Array> {
    try {
      // NOTE: a pipe or a device could block for ever once opened.
      if (!(await stat(file)).isFile()) throw new FileProblem('unreadable', 'it is not a file');
      const handle = await open(file, 'r');
      try {
        const { size } = await handle.stat();
        if (size > limit) {
          throw new FileProblem('too-large', `it has ${size} bytes, more than ${limit}`);
        }
        return await handle.readFile();
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw fileProblem(error);
    }
  }

  async list(folder: FilePath): Promise<readonly FolderEntry[]> {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      const known = await Promise.all(entries.map((entry) => entryOf(folder, entry)));
      return known
        .filter((entry) => entry !== undefined)
        .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    } catch (error) {
      throw fileProblem(error);
    }
  }
}

async function entryOf(folder: FilePath, entry: Dirent): Promise<FolderEntry | undefined> {
  const { name } = entry;
  if (entry.isFile()) return { name, kind: 'file' };
  if (entry.isDirectory()) return { name, kind: 'folder' };
  if (!entry.isSymbolicLink()) return undefined;
  try {
    const target = await realpath(path.join(folder, name));
    return (await stat(target)).isFile()
      ? { name, kind: 'file', target: filePathOf(target) }
      : undefined;
  } catch {
    return undefined;
  }
}

function fileProblem(error: unknown): FileProblem {
  if (error instanceof FileProblem) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return new FileProblem('gone', 'it does not exist');
  return new FileProblem('unreadable', reasons[code] ?? (code || String(error)));
}

/** Node's codes in words. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'reading it failed',
};

/** What a path leads to; undefined where there is nothing. Throws a FileProblem. */
export function kindOnDisk(file: FilePath): FolderEntry['kind'] | undefined {
  try {
    const found = statSync(file);
    if (found.isDirectory()) return 'folder';
    if (found.isFile()) return 'file';
  } catch (error) {
    const problem = fileProblem(error);
    if (problem.problem === 'gone') return undefined;
    throw problem;
  }
  throw new FileProblem('unreadable', 'it is neither a file nor a folder');
}

/**
 * `file` without symbolic links. Of a file that does not exist (yet), the folders that do are
 * resolved; where nothing can be, the path stays as it is.
 */
export function realPath(file: FilePath): FilePath {
  const missing: string[] = [];
  for (let rest = file; ; rest = path.dirname(rest)) {
    try {
      return filePathOf(path.join(realpathSync.native(rest), ...missing));
    } catch {
      if (path.dirname(rest) === rest) return file;
      missing.unshift(path.basename(rest));
    }
  }
}

/** A path of this machine as the analysis writes it. */
export function filePathOf(native: string): FilePath {
  const slashed = path.sep === '\\' ? native.replaceAll('\\', '/') : native;
  return slashed.replace(/^([a-z]):/, (_, drive: string) => `${drive.toUpperCase()}:`);
}
