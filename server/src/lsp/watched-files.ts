import {
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type FileSystemWatcher,
} from 'vscode-languageserver';
import { isDeploymentFile, isPythonFile, isScriptCandidate } from '../analysis/file-discovery.ts';
import { type FilePath, fileName } from '../facts/file-path.ts';
import { deploymentPatterns } from '../protocol/deployment-patterns.ts';
import type { Session } from './session.ts';

/** Our configuration, and that of the tools a cure must satisfy. */
const configurations =
  'pyproject.toml greenlint.toml .gitignore ruff.toml .ruff.toml setup.cfg tox.ini .flake8'.split(
    ' ',
  );

/** What changes findings: Python, deployment files, our configuration, and that of the tools a cure must satisfy. */
const WATCHERS: FileSystemWatcher[] = [
  ...['**/*.{py,pyw}', `**/{${configurations.join()}}`, ...deploymentPatterns].map(
    (globPattern) => ({ globPattern }),
  ),
  // NOTE: of a folder that is deleted or moved editors tell its own name only, and no glob says
  // "folders": anything that comes or goes may be one. Nor does one say "without an ending", as
  // scripts are: of files that change `mayMatter` picks those.
  { globPattern: '**/*' },
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
    if (type === FileChangeType.Changed && !mayMatter(path)) continue;
    paths.add(path);
    if (type === FileChangeType.Deleted) session.publisher.gone(path);
  }
  if (paths.size > 0) await session.analysis.filesChanged([...paths]);
}

/** Whether findings may hang on what a file says: builds and logs write many others. */
function mayMatter(path: FilePath): boolean {
  return (
    isPythonFile(path) ||
    isDeploymentFile(path) ||
    configurations.includes(fileName(path)) ||
    // What tools keep in folders of theirs (.git/index) is no script.
    (isScriptCandidate(path) && !/\/\.[^/]+\//.test(path))
  );
}
