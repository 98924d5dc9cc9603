import {
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  FileChangeType,
} from 'vscode-languageserver';
import { deploymentPatterns } from '../protocol/deployment-patterns.ts';
import type { Session } from './session.ts';

/** What changes findings: Python, deployment files, our configuration, and that of the tools a cure must satisfy. */
const PATTERNS = [
  '**/*.{py,pyw}',
  '**/{pyproject.toml,greenlint.toml,.gitignore,ruff.toml,.ruff.toml,setup.cfg,tox.ini,.flake8}',
  ...deploymentPatterns,
];

/** Asks the client to tell of changes on disk. */
export async function watchFiles({ client, connection }: Session): Promise<void> {
  if (!client.registersWatchedFiles) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: PATTERNS.map((globPattern) => ({ globPattern })),
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
