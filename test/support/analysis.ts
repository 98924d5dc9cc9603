import { Analysis } from '../../server/src/analysis/analysis.ts';
import type { AnalysisHost, AnalysisOptions } from '../../server/src/analysis/analysis-host.ts';
import type { DecodeText } from '../../server/src/analysis/decode.ts';
import type { Settings } from '../../server/src/analysis/settings.ts';
import type { Workspace } from '../../server/src/analysis/workspace.ts';
import { MemoryWorkspace } from './memory-workspace.ts';
import { testParser } from './parser.ts';

/** The folder that in-memory workspaces are rooted in. */
const root = '/ws';

/** Node's decoder, as the hosts use it. */
export const decodeText: DecodeText = (bytes, label) => {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** An analysis over `workspace`, without folders yet. */
export async function emptyAnalysis(
  workspace: Workspace,
  options: AnalysisOptions = {},
  host: Partial<Pick<AnalysisHost, 'readers' | 'scheduler'>> = {},
): Promise<Analysis> {
  return new Analysis(
    {
      parser: await testParser(),
      workspace,
      decode: decodeText,
      scheduler: {
        now: () => performance.now(),
        yield: () => new Promise((resolve) => setImmediate(resolve)),
      },
      ...host,
    },
    options,
  );
}

/** An analysis of files below `/ws`, linked and ready. */
export async function analysisOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  settings: Partial<Settings> = {},
  options: AnalysisOptions = {},
): Promise<Analysis> {
  const rooted = Object.entries(files).map(([name, content]) => [`${root}/${name}`, content]);
  const analysis = await emptyAnalysis(
    new MemoryWorkspace(Object.fromEntries(rooted) as Record<string, string | Uint8Array>),
    options,
  );
  await analysis.setFolders([{ path: root, name: 'ws', settings }]);
  return analysis;
}
