import { commands, type Disposable, EventEmitter, Uri, workspace } from 'vscode';

/** The scheme of the audit report's read-only document. */
export const reportScheme = 'greenlint-report';

/** Shows the report of the last audit as a rendered Markdown page. */
export class ReportView implements Disposable {
  readonly #uri = Uri.from({ scheme: reportScheme, path: '/Gevent audit.md' });
  readonly #changed = new EventEmitter<Uri>();
  readonly #provider: Disposable;
  #markdown = '';

  constructor() {
    this.#provider = workspace.registerTextDocumentContentProvider(reportScheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: () => this.#markdown,
    });
  }

  /** Puts `markdown` in place of the last report and opens it. */
  async show(markdown: string): Promise<void> {
    this.#markdown = markdown;
    this.#changed.fire(this.#uri);
    await commands.executeCommand('markdown.showPreview', this.#uri);
  }

  dispose(): void {
    this.#provider.dispose();
    this.#changed.dispose();
  }
}
