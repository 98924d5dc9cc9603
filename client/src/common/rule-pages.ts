import {
  commands,
  type Diagnostic,
  Disposable,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { closeTab } from './close-tab.ts';

/** The scheme of links from a finding's code to its rule's page. */
export const rulePageScheme = 'greenlint-rule';

/** The page of `rule` (a name; `README` is the index) in the extension's own files. */
export function rulePage(extensionUri: Uri, rule: string): Uri {
  return Uri.joinPath(extensionUri, 'docs', 'rules', `${rule}.md`);
}

/** The document of the page that the server's link `uri` means; undefined where it is no page. */
export function rulePageOf(uri: Uri): Uri | undefined {
  const page = /\/docs\/rules(\/[a-zA-Z0-9-]+\.md)$/.exec(uri.path)?.[1];
  return page === undefined ? undefined : Uri.from({ scheme: rulePageScheme, path: page });
}

/**
 * The same findings, with codes that link to `greenlint-rule:/NAME.md`. The server's link is the
 * page's address, which the editor opens as plain Markdown text, or outside of the editor.
 */
export function withLinksToPages(diagnostics: Diagnostic[]): Diagnostic[] {
  for (const diagnostic of diagnostics) {
    const { code } = diagnostic;
    if (typeof code !== 'object') continue;
    const target = rulePageOf(code.target);
    if (target !== undefined) diagnostic.code = { value: code.value, target };
  }
  return diagnostics;
}

/**
 * Makes the links of `withLinksToPages` open as a preview. A link may not run a command (the hover
 * of a finding refuses it), but it may open a document: that one is replaced by the preview.
 */
export function registerRulePages(extensionUri: Uri): Disposable {
  const provider = workspace.registerTextDocumentContentProvider(rulePageScheme, {
    provideTextDocumentContent: async ({ path }) => {
      const rule = path.slice(1).replace(/\.md$/, '');
      return new TextDecoder().decode(await workspace.fs.readFile(rulePage(extensionUri, rule)));
    },
  });
  return Disposable.from(provider, window.onDidChangeActiveTextEditor(replaceByPreview));
}

async function replaceByPreview(editor: TextEditor | undefined): Promise<void> {
  const uri = editor?.document.uri;
  if (uri?.scheme !== rulePageScheme) return;
  const tab = window.tabGroups.activeTabGroup.activeTab;
  await commands.executeCommand('markdown.showPreview', uri);
  await closeTab(tab);
}
