import { RuleList } from '../analysis/rule-list.ts';
import type { AnalysisFolder, AnalysisService, AuditProgress } from '../analysis/service.ts';
import { checkSettings } from '../analysis/settings-check.ts';
import { rules } from '../rules/index.ts';
import type { ThreadChannel } from './thread-channel.ts';

type Call = Parameters<Parameters<ThreadChannel['serve']>[0]>[2];

/** The calls that pass their arguments through as they are. */
const PLAIN = [
  'open',
  'change',
  'saved',
  'close',
  'filesChanged',
  'fixesAt',
  'fixAll',
  'timeline',
  'patchNotes',
  'dependencyNote',
  'findings',
  'status',
  'lineStarts',
  'dispose',
] as const satisfies readonly (keyof AnalysisService)[];

/**
 * Answers the requests of a RemoteAnalysis from `service`, which may still be loading. Work is
 * reported by the thread's own means (see `work-board.ts`), not from here.
 */
export function serveAnalysis(channel: ThreadChannel, loading: Promise<AnalysisService>): void {
  loading.then(
    (service) => {
      service.onFindings((event) => {
        // Numbers packed together cross the border between threads several times faster.
        channel.emit('findings', { ...event, lineStarts: Uint32Array.from(event.lineStarts) });
      });
      service.onStatus(() => channel.emit('status', undefined));
      service.onLog((line) => channel.emit('log', line));
    },
    (error: unknown) => channel.emit('died', error instanceof Error ? error.message : error),
  );
  const plain = new Set<string>(PLAIN);
  channel.serve(async (method, args, call) => {
    if (method === 'ping') return undefined;
    const service = await loading;
    if (method === 'audit') return audit(service, call);
    if (method === 'setFolders') {
      return service.setFolders(checkFolders(args[0] as AnalysisFolder[], channel));
    }
    if (!plain.has(method)) throw new Error(`the analysis has no ${method}`);
    const run = service[method as (typeof PLAIN)[number]] as (
      ...values: unknown[]
    ) => Promise<unknown>;
    return run.apply(service, [...args]);
  });
}

function audit(service: AnalysisService, call: Call): Promise<unknown> {
  return service.audit((progress: AuditProgress) => call.progress(progress), {
    get cancelled() {
      return call.cancelled;
    },
  });
}

/** The folders with those of the editor's settings that can be understood; the rest is logged. */
function checkFolders(
  folders: readonly AnalysisFolder[],
  channel: ThreadChannel,
): readonly AnalysisFolder[] {
  const list = new RuleList(rules);
  return folders.map((folder) => {
    const { settings, problems } = checkSettings(folder.settings, 'editor', list);
    for (const { message } of problems) {
      channel.emit('log', { level: 'warning', message: `Settings of ${folder.name}: ${message}` });
    }
    return { ...folder, settings };
  });
}
