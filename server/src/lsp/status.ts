import { CodeLensRefreshRequest } from 'vscode-languageserver';
import {
  programsChangedNotification,
  type StatusParams,
  statusNotification,
} from '../protocol/messages.ts';
import type { Session } from './session.ts';

/** Milliseconds for which changes of the status are gathered. */
const DELAY = 100;

/** Tells the client what its status item shows, a little after the last change. */
export class StatusReporter {
  readonly #session: Session;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = '';
  /** What the lenses were last asked for again over. */
  #programs = '';
  #disposed = false;

  constructor(session: Session) {
    this.#session = session;
  }

  changed(): void {
    if (this.#disposed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#report();
    }, DELAY);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
  }

  async #report(): Promise<void> {
    const { analysis, documents, connection } = this.#session;
    const params = await analysis.status(documents.lastPath).then(
      ({ state, usesGevent, program, findings }): StatusParams => ({
        state,
        usesGevent,
        program: program ?? null,
        findings,
      }),
      // The analysis is down; its own log line says so.
      (): StatusParams => ({ state: 'disabled', usesGevent: false, program: null, findings: 0 }),
    );
    if (!this.#disposed && params.state === 'ready') await this.#programsMayHaveChanged(params);
    const text = JSON.stringify(params);
    if (this.#disposed || text === this.#last) return;
    this.#last = text;
    await connection.sendNotification(statusNotification, params);
  }

  async #programsMayHaveChanged({ usesGevent, program }: StatusParams): Promise<void> {
    const { client, connection, options } = this.#session;
    if (options.timelineView) await connection.sendNotification(programsChangedNotification);
    const programs = `${usesGevent} ${program}`;
    if (programs === this.#programs) return;
    this.#programs = programs;
    // Not awaited: the client answers when it likes, or not at all.
    if (client.refreshesLenses) connection.sendRequest(CodeLensRefreshRequest.type).catch(() => {});
  }
}
