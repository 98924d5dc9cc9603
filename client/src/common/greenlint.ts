import { commands, type ExtensionContext } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type StatusParams, statusNotification } from '../../../server/src/protocol/messages.ts';
import { registerAuditWorkspace } from './commands/audit-workspace.ts';
import { registerFixAllInFile } from './commands/fix-all-in-file.ts';
import { registerOpenRuleDocumentation } from './commands/open-rule-documentation.ts';
import { registerRestartServer } from './commands/restart-server.ts';
import { registerShowOutput } from './commands/show-output.ts';
import { registerShowPatchTimeline } from './commands/show-patch-timeline.ts';
import { ReportView } from './report-view.ts';
import { registerRulePages } from './rule-pages.ts';
import { StatusItem } from './status-item.ts';
import { TimelineView } from './timeline/timeline-view.ts';

/**
 * Starts `client` and registers all that Greenlint shows. The client is what differs between the
 * desktop and the browser. Rejects where the server does not start.
 */
export async function startGreenlint(
  context: ExtensionContext,
  client: BaseLanguageClient,
): Promise<void> {
  const status = new StatusItem();
  const report = new ReportView();
  const timeline = new TimelineView(client, context.extensionUri);
  context.subscriptions.push(
    status,
    report,
    timeline,
    registerAuditWorkspace(client, report),
    registerFixAllInFile(client),
    registerShowOutput(client),
    registerRestartServer(client, status),
    registerShowPatchTimeline(client, timeline),
    registerOpenRuleDocumentation(context.extensionUri),
    registerRulePages(context.extensionUri),
    client.onNotification(statusNotification, (params: StatusParams) => status.show(params)),
  );
  await commands.executeCommand('setContext', 'greenlint.active', true);
  await client.start();
}
