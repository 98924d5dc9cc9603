import { commands, type Disposable, Uri, window, workspace } from 'vscode';
import { rulePage, rulePageScheme } from '../rule-pages.ts';

/** Opens a rule's page; takes the rule's name. */
export const openRuleDocumentationCommand = 'greenlint.openRuleDocumentation';

/**
 * Gevent: Open Rule Documentation. Shows the page of the named rule; asks which where none is
 * named. The pages are part of the extension, so this works offline.
 */
export function registerOpenRuleDocumentation(extensionUri: Uri): Disposable {
  return commands.registerCommand(openRuleDocumentationCommand, async (rule?: unknown) => {
    const named = typeof rule === 'string' && /^[a-z0-9-]+$/.test(rule) ? rule : undefined;
    const name = named ?? (await askForRule(extensionUri));
    if (name === undefined) return;
    const page = Uri.from({ scheme: rulePageScheme, path: `/${name}.md` });
    await commands.executeCommand('markdown.showPreview', page);
  });
}

async function askForRule(extensionUri: Uri): Promise<string | undefined> {
  const options = { title: 'Gevent rules', placeHolder: 'Which rule?', matchOnDetail: true };
  return (await window.showQuickPick(listRules(extensionUri), options))?.label;
}

/** The rows of the pages' index, since the files of a web extension cannot be listed. */
async function listRules(extensionUri: Uri) {
  const index = new TextDecoder().decode(
    await workspace.fs.readFile(rulePage(extensionUri, 'README')),
  );
  return index.split('\n').flatMap((row) => {
    const label = /\]\(([a-z0-9-]+)\.md\)/.exec(row)?.[1];
    const description = /GVT\d{3}/.exec(row)?.[0];
    return label === undefined || description === undefined ? [] : [{ label, description }];
  });
}
