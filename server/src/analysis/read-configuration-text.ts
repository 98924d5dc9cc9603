import type { FilePath } from '../facts/file-path.ts';
import type { AnalysisHost } from './analysis-host.ts';
import { FileProblem } from './workspace.ts';

/** Largest configuration file that is read, in bytes. */
const largestConfiguration = 4 << 20;

/** The text of a configuration file. Rejects with a FileProblem. */
export async function readConfigurationText(
  { workspace, decode }: Pick<AnalysisHost, 'workspace' | 'decode'>,
  path: FilePath,
): Promise<string> {
  const bytes = await workspace.read(path, largestConfiguration);
  const text = decode(bytes, 'utf-8');
  if (text === undefined) throw new FileProblem('unreadable', 'it is not UTF-8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
