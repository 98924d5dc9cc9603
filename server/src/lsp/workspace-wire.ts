import { FileProblem, type FolderEntry, type Workspace } from '../analysis/workspace.ts';
import type { FilePath } from '../facts/file-path.ts';
import { RemoteError, type ThreadChannel } from './thread-channel.ts';

/** Files of the other end of a channel: for a thread that does not have them itself. */
export class RemoteWorkspace implements Workspace {
  readonly #channel: ThreadChannel;

  constructor(channel: ThreadChannel) {
    this.#channel = channel;
  }

  read(path: FilePath, limit: number): Promise<Uint8Array> {
    return this.#ask('workspace.read', path, limit);
  }

  list(folder: FilePath): Promise<readonly FolderEntry[]> {
    return this.#ask('workspace.list', folder);
  }

  async #ask<T>(method: string, ...args: readonly unknown[]): Promise<T> {
    try {
      return (await this.#channel.request(method, args).answer) as T;
    } catch (error) {
      throw error instanceof RemoteError ? fileProblem(error) : error;
    }
  }
}

/** Answers a RemoteWorkspace at the other end. */
export function serveWorkspace(channel: ThreadChannel, workspace: Workspace): void {
  channel.serve(async (method, args) => {
    const path = String(args[0]);
    if (method === 'workspace.read') return workspace.read(path, Number(args[1]));
    if (method === 'workspace.list') return workspace.list(path);
    throw new Error(`the host has no ${method}`);
  });
}

function fileProblem(error: RemoteError): Error {
  const problem = error.fields.problem;
  if (problem !== 'gone' && problem !== 'unreadable' && problem !== 'too-large') return error;
  return new FileProblem(problem, error.message);
}
