import {
  commands,
  Disposable,
  EventEmitter,
  Selection,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { closeTab } from './close-tab.ts';
import { rulePageOf } from './rule-pages.ts';

/** The scheme of the audit report's read-only document, and of the targets of its links. */
const reportScheme = 'greenlint-report';

/** Where an editor stands before it is put anywhere. */
const start = new Selection(0, 0, 0, 0);

/**
 * Shows the report of the last audit as a rendered Markdown page. The preview follows relative
 * links only (`file:` is forbidden there), so a link of the report leads to a document of the
 * report's own scheme, which is replaced by the file that it stands for as soon as it opens.
 */
export class ReportView implements Disposable {
  readonly #uri = Uri.from({ scheme: reportScheme, path: '/Gevent audit.md' });
  readonly #changed = new EventEmitter<Uri>();
  readonly #registered: Disposable;
  /** The files that the report links to, by path. */
  readonly #targets = new Map<string, Uri>();
  #markdown = '';

  constructor() {
    this.#registered = Disposable.from(
      workspace.registerTextDocumentContentProvider(reportScheme, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (uri) => this.#textOf(uri),
      }),
      window.onDidChangeActiveTextEditor((editor) => this.#follow(editor)),
    );
  }

  /** Puts `markdown` in place of the last report and opens it. */
  async show(markdown: string): Promise<void> {
    this.#targets.clear();
    this.#markdown = markdown.replace(
      /\]\(<?([a-z][a-z0-9+.-]*:[^)>\s]*)>?\)/gi,
      (link, target: string) => this.#relativeLink(Uri.parse(target)) ?? link,
    );
    this.#changed.fire(this.#uri);
    await commands.executeCommand('markdown.showPreview', this.#uri);
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }

  #relativeLink(target: Uri): string | undefined {
    if (target.scheme === 'http' || target.scheme === 'https') return undefined;
    const place = target.fragment === '' ? '' : `#${target.fragment}`;
    this.#targets.set(target.path, target.with({ fragment: '' }));
    const path = target.path.slice(1).split('/').map(encodeURIComponent).join('/');
    return `](./${path}${place})`;
  }

  async #textOf(uri: Uri): Promise<string> {
    const target = this.#targets.get(uri.path);
    if (target === undefined) return this.#markdown;
    // The text makes the line exist that the editor goes to.
    return new TextDecoder().decode(await workspace.fs.readFile(target));
  }

  async #follow(editor: TextEditor | undefined): Promise<void> {
    if (editor?.document.uri.scheme !== reportScheme) return;
    const target = this.#targets.get(editor.document.uri.path);
    if (target === undefined) return;
    const tab = window.tabGroups.activeTabGroup.activeTab;
    const page = rulePageOf(target);
    if (page !== undefined) await commands.executeCommand('markdown.showPreview', page);
    else await window.showTextDocument(target, { selection: await settled(editor) });
    await closeTab(tab);
  }
}

/** Where the editor goes: it is shown at its start first, and put on the line a moment later. */
function settled(editor: TextEditor): Promise<Selection> {
  if (!editor.selection.isEqual(start)) return Promise.resolve(editor.selection);
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve(editor.selection);
    };
    const listener = window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === editor) done();
    });
    // A link to the whole file moves nothing.
    const timer = setTimeout(done, 300);
  });
}
