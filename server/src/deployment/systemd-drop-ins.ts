import { type FilePath, folderOf } from '../facts/file-path.ts';
import type { Command, DeploymentFile } from './deployment-file.ts';

/**
 * A systemd unit with what its drop-ins add (`web.service.d/*.conf` beside `web.service`, in the
 * order of their names, systemd.unit(5)), or a drop-in with a command of its own with what the unit
 * says beside it. What stands in the other file carries that one's `path`.
 */
export function withDropIns(
  path: FilePath,
  file: DeploymentFile,
  files: ReadonlyMap<FilePath, DeploymentFile>,
): DeploymentFile {
  if (file.format !== 'systemd' || file.commands.length === 0) return file;
  const folder = folderOf(path);
  const unit = folder.endsWith('.service.d') ? folder.slice(0, -'.d'.length) : undefined;
  if (unit !== undefined) {
    const [base] = files.get(unit)?.commands ?? [];
    if (base === undefined) return file;
    const commands = file.commands.map((own) => added(from(base, unit), own));
    return { ...file, commands };
  }
  const dropIns = [...files]
    .filter(([other]) => folderOf(other) === `${path}.d`)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([other, { bases = [] }]) => bases.map((one) => from(one, other)));
  if (dropIns.length === 0) return file;
  return {
    ...file,
    commands: file.commands.map((own) => {
      const { words, span } = own;
      return { ...dropIns.reduce(added, own), words, span };
    }),
  };
}

/** What one file says, and then a later one. */
function added(before: Command, after: Command): Command {
  const files = [...(before.environmentFiles ?? []), ...(after.environmentFiles ?? [])];
  const folder = after.folder ?? before.folder;
  const descriptors = after.descriptors ?? before.descriptors;
  return {
    ...after,
    environment: [...before.environment, ...after.environment],
    ...(files.length > 0 && { environmentFiles: files }),
    ...(folder !== undefined && { folder }),
    ...(descriptors !== undefined && { descriptors }),
  };
}

/** What `path` says, for a command of another file. */
function from(command: Command, path: FilePath): Command {
  const { environment, descriptors } = command;
  return {
    ...command,
    environment: environment.map((variable) => ({ path, ...variable })),
    ...(descriptors !== undefined && { descriptors: { path, ...descriptors } }),
  };
}
