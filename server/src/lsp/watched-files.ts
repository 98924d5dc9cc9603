import {
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type FileSystemWatcher,
  WatchKind,
} from 'vscode-languageserver';
import { deploymentPatterns } from '../protocol/deployment-patterns.ts';
import type { Session } from './session.ts';

/** What changes findings: Python, deployment files, our configuration, and that of the tools a cure must satisfy. */
const WATCHERS: FileSystemWatcher[] = [
  ...[
    '**/*.{py,pyw}',
    '**/{pyproject.toml,greenlint.toml,.gitignore,ruff.toml,.ruff.toml,setup.cfg,tox.ini,.flake8}',
    ...deploymentPatterns,
  ].map((globPattern) => ({ globPattern })),
  // NOTE: of a folder that is deleted or moved editors tell its own name only, and no glob says
  // "folders": anything that comes or goes may be one.
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];

/** Asks the client to tell of changes on disk. */
export async function watchFiles({ client, connection }: Session): Promise<void> {
  if (!client.registersWatchedFiles) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: WATCHERS,
  });
}

/** `workspace/didChangeWatchedFiles`. */
export async function filesChanged(
  session: Session,
  { changes }: DidChangeWatchedFilesParams,
): Promise<void> {
  const paths = new Set<string>();
  for (const { uri, type } of changes) {
    const path = session.paths.pathOf(uri);
    paths.add(path);
    if (type === FileChangeType.Deleted) session.publisher.gone(path);
  }
  await session.analysis.filesChanged([...paths]);
}
