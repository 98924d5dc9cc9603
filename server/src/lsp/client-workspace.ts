import type { Connection } from 'vscode-languageserver';
import { FileProblem, type FolderEntry, type Workspace } from '../analysis/workspace.ts';
import type { FilePath } from '../facts/file-path.ts';
import {
  type ListFolderResult,
  listFolderRequest,
  type ReadFileResult,
  readFileRequest,
} from '../protocol/messages.ts';
import { uriOfPath } from './document-paths.ts';

/** Files as the client sees them: all of them in the browser, those of other schemes beside a disk. */
export class ClientWorkspace implements Workspace {
  readonly #connection: Pick<Connection, 'sendRequest'>;

  constructor(connection: Pick<Connection, 'sendRequest'>) {
    this.#connection = connection;
  }

  async read(path: FilePath, limit: number): Promise<Uint8Array> {
    const params = { uri: uriOfPath(path), limit };
    const answer = await this.#connection.sendRequest<ReadFileResult>(readFileRequest, params);
    if ('problem' in answer) throw new FileProblem(answer.problem, answer.message);
    return bytesOfBase64(answer.content);
  }

  async list(folder: FilePath): Promise<readonly FolderEntry[]> {
    const params = { uri: uriOfPath(folder) };
    const answer = await this.#connection.sendRequest<ListFolderResult>(listFolderRequest, params);
    if ('problem' in answer) throw new FileProblem(answer.problem, answer.message);
    return [...answer.entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }
}

/** The bytes of a Base64 text; throws where it is none. */
export function bytesOfBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
