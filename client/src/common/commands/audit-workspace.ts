import { commands, type Disposable, ProgressLocation, window } from 'vscode';
import { type BaseLanguageClient, WorkDoneProgress } from 'vscode-languageclient';
import { type AuditReport, auditRequest } from '../../../../server/src/protocol/messages.ts';
import type { ReportView } from '../report-view.ts';

/**
 * Gevent: Audit Workspace. Analyses every Python file, also those that are not open, and ends in
 * the Problems view and a report. Resolves to the report; undefined where it was cancelled or failed.
 */
export function registerAuditWorkspace(client: BaseLanguageClient, view: ReportView): Disposable {
  return commands.registerCommand('greenlint.auditWorkspace', async () => {
    const report = await audit(client);
    if (report === undefined || report.cancelled) return undefined;
    if (!report.usesGevent) {
      // Not awaited: the message stays until somebody closes it.
      void window.showInformationMessage(
        'This workspace does not use gevent: nothing to audit. Greenlint looks for Python files that import it.',
      );
      return report;
    }
    await view.show(report.markdown);
    await commands.executeCommand('workbench.actions.view.problems');
    return report;
  });
}

/** Numbers the audits, since each needs a progress token of its own. */
let audits = 0;

async function audit(client: BaseLanguageClient): Promise<AuditReport | undefined> {
  const options = {
    location: ProgressLocation.Notification,
    title: 'Gevent audit',
    cancellable: true,
  };
  return window.withProgress(options, async (progress, cancellation) => {
    audits += 1;
    const workDoneToken = `greenlint-audit-${audits}`;
    let reached = 0;
    const listener = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind === 'end') return;
      const percentage = value.percentage ?? reached;
      progress.report({ message: value.message ?? '', increment: percentage - reached });
      reached = percentage;
    });
    // The server ends where it can; whoever called it off does not wait for that.
    const calledOff = new Promise<undefined>((resolve) => {
      cancellation.onCancellationRequested(() => resolve(undefined));
    });
    try {
      const params = { workDoneToken };
      const answer = client.sendRequest<AuditReport>(auditRequest, params, cancellation);
      return await Promise.race([answer, calledOff]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void window.showErrorMessage(`The gevent audit failed: ${reason}`);
      return undefined;
    } finally {
      listener.dispose();
    }
  });
}
