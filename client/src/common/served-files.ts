import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type ListFolderParams,
  type ListFolderResult,
  listFolderRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from '../../../server/src/protocol/messages.ts';
import { base64 } from './base64.ts';

/** Answers the server's questions for files that are on no disk of its own (in the browser: all). */
export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest<ReadFileResult, never>(readFileRequest, readFile);
  client.onRequest<ListFolderResult, never>(listFolderRequest, listFolder);
}

async function readFile({ uri, limit }: ReadFileParams): Promise<ReadFileResult> {
  try {
    const file = Uri.parse(uri);
    const { size } = await workspace.fs.stat(file);
    if (size > limit) return { problem: 'too-large', message: `${size} bytes, more than ${limit}` };
    return { content: base64(await workspace.fs.readFile(file)) };
  } catch (error) {
    return problem(error);
  }
}

async function listFolder({ uri }: ListFolderParams): Promise<ListFolderResult> {
  try {
    const entries = await workspace.fs.readDirectory(Uri.parse(uri));
    return {
      // Links between folders can lead in circles: only those to files are followed.
      entries: entries.flatMap(([name, type]): { name: string; kind: 'file' | 'folder' }[] => {
        if (type & FileType.File) return [{ name, kind: 'file' }];
        return type === FileType.Directory ? [{ name, kind: 'folder' }] : [];
      }),
    };
  } catch (error) {
    return problem(error);
  }
}

function problem(error: unknown): { problem: 'gone' | 'unreadable'; message: string } {
  const gone = error instanceof FileSystemError && error.code === 'FileNotFound';
  const message = error instanceof Error ? error.message : String(error);
  return { problem: gone ? 'gone' : 'unreadable', message };
}
