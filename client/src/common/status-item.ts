import {
  commands,
  type Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
} from 'vscode';
import { type StatusParams, showTimelineCommand } from '../../../server/src/protocol/messages.ts';

/**
 * The language status items of Python files: how many findings there are, and who patches the
 * program and with what. They do not exist while the workspace is none of gevent's.
 */
export class StatusItem implements Disposable {
  #item: LanguageStatusItem | undefined;
  #program: LanguageStatusItem | undefined;

  show(status: StatusParams): void {
    const visible = status.usesGevent && status.state !== 'disabled';
    void commands.executeCommand('setContext', 'greenlint.usesGevent', visible);
    if (!visible) {
      this.hide();
      return;
    }
    this.#item ??= createItem();
    this.#program ??= createProgramItem();
    this.#program.text = status.program ?? 'no program found that is patched';
    const { text, busy, severity } = describe(status);
    this.#item.text = text;
    this.#item.busy = busy;
    this.#item.severity = severity;
  }

  /** What a server said no longer holds: it was stopped. */
  hide(): void {
    this.#item?.dispose();
    this.#item = undefined;
    this.#program?.dispose();
    this.#program = undefined;
  }

  dispose(): void {
    this.hide();
  }
}

function createItem(): LanguageStatusItem {
  const item = languages.createLanguageStatusItem('greenlint.status', { language: 'python' });
  item.name = 'Gevent';
  item.command = { command: 'greenlint.auditWorkspace', title: 'Audit Workspace' };
  return item;
}

function createProgramItem(): LanguageStatusItem {
  const item = languages.createLanguageStatusItem('greenlint.program', { language: 'python' });
  item.name = 'Gevent program';
  item.command = { command: showTimelineCommand, title: 'Timeline' };
  return item;
}

function describe(status: StatusParams) {
  const busy = status.state !== 'ready';
  const count = status.findings === 1 ? '1 finding' : `${status.findings} findings`;
  return {
    text: busy ? 'Gevent: analysing' : `Gevent: ${count}`,
    busy,
    severity:
      status.findings > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information,
  };
}
