import type { CancellationToken } from 'vscode-languageserver';
import type { AuditProgress, AuditResult } from '../../analysis/service.ts';
import type { AuditReport } from '../../protocol/messages.ts';
import { auditPage } from '../../report/audit-page.ts';
import { isTable } from '../from-protocol.ts';
import type { Session } from '../session.ts';

const PHASES: Readonly<Record<AuditProgress['phase'], string>> = {
  listing: 'Listing files',
  reading: 'Reading files',
  linking: 'Linking modules',
  checking: 'Checking files',
};

/** `greenlint/audit`: all findings of all folders, shown as diagnostics and as a report. */
export async function audit(
  session: Session,
  params: unknown,
  token: CancellationToken,
): Promise<AuditReport> {
  const progress = await openProgress(session, params);
  progress.begin('Gevent audit', 0, '', true);
  try {
    const result = await session.analysis.audit(
      ({ phase, done, total }) => {
        const counts = total > 0 ? `: ${done} of ${total}` : '';
        progress.report(percentage(phase, done, total), `${PHASES[phase]}${counts}`);
      },
      {
        get cancelled() {
          return token.isCancellationRequested || progress.token.isCancellationRequested;
        },
      },
    );
    return reportOf(session, result);
  } finally {
    progress.done();
  }
}

function reportOf(session: Session, result: AuditResult): AuditReport {
  return {
    cancelled: result.cancelled,
    usesGevent: result.usesGevent,
    filesRead: result.filesRead,
    findings: result.files.reduce((sum, file) => sum + file.findings.length, 0),
    markdown: auditPage(result, {
      uriOf: (path) => session.paths.uriOf(path),
      rulePage: session.rulePage,
    }),
  };
}

interface Progress {
  begin(title: string, percentage: number, message: string, cancellable: boolean): void;
  report(percentage: number, message: string): void;
  done(): void;
  readonly token: { readonly isCancellationRequested: boolean };
}

/** The caller's own progress, one that the client makes, or none. */
async function openProgress({ connection, client }: Session, params: unknown): Promise<Progress> {
  const token = isTable(params) ? params.workDoneToken : undefined;
  if (typeof token === 'string' || typeof token === 'number') {
    const reporter = connection.window.attachWorkDoneProgress(token);
    return Object.assign(reporter, { token: { isCancellationRequested: false } });
  }
  if (client.createsProgress) return connection.window.createWorkDoneProgress();
  return { begin() {}, report() {}, done() {}, token: { isCancellationRequested: false } };
}

/** Reading and checking are the long parts; the bar never goes back. */
function percentage(phase: AuditProgress['phase'], done: number, total: number): number {
  const [from, to] = { listing: [0, 5], reading: [5, 60], linking: [60, 65], checking: [65, 100] }[
    phase
  ] as [number, number];
  return Math.round(from + (total > 0 ? Math.min(1, done / total) : 0) * (to - from));
}
