import { Disposable, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  programsChangedNotification,
  type TimelineParams,
  type TimelineReport,
  timelineRequest,
  type UriPlace,
} from '../../../../server/src/protocol/messages.ts';
import {
  messageContent,
  type PageContent,
  timelineContent,
  timelinePage,
} from './timeline-page.ts';

/** Identifies the panel to the editor, which brings it back after a reload. */
const viewType = 'greenlint.timeline';

/** The panel that draws one program's timeline, and follows the analysis while it is seen. */
export class TimelineView implements Disposable {
  readonly #client: BaseLanguageClient;
  readonly #media: Uri;
  readonly #registered: Disposable;
  #panel: WebviewPanel | undefined;
  #program = '';
  #shown: PageContent = { html: '', places: [] };
  /** Counts the contents, so that a click never opens a place of another one. */
  #revision = 0;
  #asked = 0;

  constructor(client: BaseLanguageClient, extensionUri: Uri) {
    this.#client = client;
    this.#media = Uri.joinPath(extensionUri, 'media');
    this.#registered = Disposable.from(
      client.onNotification(programsChangedNotification, () => this.#refresh()),
      window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: async (panel, state: unknown) => {
          this.#panel?.dispose();
          this.#program = programIn(state) ?? '';
          this.#adopt(panel);
        },
      }),
    );
  }

  /** Shows the timeline of the program with this id, beside the text. */
  async show(program: string): Promise<void> {
    this.#program = program;
    if (this.#panel === undefined) {
      const column = window.activeTextEditor === undefined ? ViewColumn.Active : ViewColumn.Beside;
      this.#adopt(window.createWebviewPanel(viewType, 'Patch Timeline', column));
    } else {
      this.#panel.reveal();
      await this.#refresh();
    }
  }

  dispose(): void {
    this.#registered.dispose();
    this.#panel?.dispose();
  }

  #adopt(panel: WebviewPanel): void {
    this.#panel = panel;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [this.#media] };
    webview.onDidReceiveMessage((message: unknown) => this.#heard(message));
    panel.onDidChangeViewState(() => this.#refresh());
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    const file = (name: string) => webview.asWebviewUri(Uri.joinPath(this.#media, name)).toString();
    webview.html = timelinePage({
      nonce: crypto.randomUUID(),
      source: webview.cspSource,
      script: file('timeline.js'),
      styles: file('timeline.css'),
    });
  }

  async #refresh(): Promise<void> {
    if (this.#panel?.visible !== true) return;
    this.#asked += 1;
    const asked = this.#asked;
    const content = await this.#content();
    if (asked !== this.#asked || content.html === this.#shown.html) return;
    this.#shown = content;
    this.#revision += 1;
    await this.#post();
  }

  async #content(): Promise<PageContent> {
    const params: TimelineParams = { program: this.#program };
    try {
      const { timeline } = await this.#client.sendRequest<TimelineReport>(timelineRequest, params);
      if (timeline !== null) {
        if (this.#panel !== undefined) this.#panel.title = `Timeline: ${timeline.label}`;
        return timelineContent(timeline);
      }
      return messageContent('There is no such gevent program any more.');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return messageContent(`The timeline cannot be had: ${reason}`);
    }
  }

  async #post(): Promise<void> {
    const { html } = this.#shown;
    const [revision, program] = [this.#revision, this.#program];
    await this.#panel?.webview.postMessage({ kind: 'show', html, revision, program });
  }

  async #heard(message: unknown): Promise<void> {
    if (typeof message !== 'object' || message === null || !('kind' in message)) return;
    if (message.kind === 'ready') {
      // A page that comes back to sight has forgotten what it showed.
      this.#shown = { html: '', places: [] };
      await this.#refresh();
      return;
    }
    if (message.kind !== 'open' || !('place' in message) || !('revision' in message)) return;
    if (message.revision !== this.#revision || typeof message.place !== 'number') return;
    const place = this.#shown.places[message.place];
    if (place !== undefined) await this.#open(place);
  }

  async #open({ uri, range }: UriPlace): Promise<void> {
    const converter = this.#client.protocol2CodeConverter;
    const own = this.#panel?.viewColumn;
    const column = window.visibleTextEditors.find(
      ({ viewColumn }) => viewColumn !== own,
    )?.viewColumn;
    const beside = own === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
    try {
      await window.showTextDocument(converter.asUri(uri), {
        selection: converter.asRange(range),
        viewColumn: column ?? beside,
      });
    } catch {
      void window.showWarningMessage('This file cannot be opened: it may be gone.');
    }
  }
}

function programIn(state: unknown): string | undefined {
  const isState = typeof state === 'object' && state !== null && 'program' in state;
  return isState && typeof state.program === 'string' ? state.program : undefined;
}
