import {
  type CodeAction,
  commands,
  type Diagnostic,
  Selection,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { findingsIn, until } from './editor.ts';

/** A finding, and what the lightbulb would do about it first. */
export interface Cure {
  readonly finding: Diagnostic;
  readonly cure: CodeAction;
}

/** The edits that the lightbulb offers at a finding, the preferred one first. */
export async function curesOf(uri: Uri, finding: Diagnostic): Promise<CodeAction[]> {
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    finding.range,
    'quickfix',
    10,
  );
  return actions
    .filter(({ edit }) => edit !== undefined)
    .sort((a, b) => Number(b.isPreferred ?? false) - Number(a.isPreferred ?? false));
}

/** What else the lightbulb offers at a finding: silence, other findings of the kind, the page. */
export function isCure(title: string): boolean {
  return !/^(Ignore|Fix all) /.test(title);
}

/** Applies what an action changes; where that is several files, by way of the preview. */
export async function apply(action: CodeAction): Promise<void> {
  const { edit } = action;
  if (edit === undefined) throw new Error('the action has no edit');
  let answer: boolean | undefined;
  const applied = workspace.applyEdit(edit).then((done) => {
    answer = done;
  });
  await until('the editor applies the edit', () => {
    if (answer === undefined) confirmPreview(action);
    return answer !== undefined;
  });
  await applied;
  if (answer !== true) throw new Error('the editor refused the edit');
}

/** Presses "Apply" in the preview, as far as it is open: an edit of several files asks first. */
function confirmPreview({ edit }: CodeAction): void {
  if ((edit?.size ?? 0) > 1) void commands.executeCommand('refactorPreview.apply');
}

/**
 * Puts the cursor on the finding and has the editor apply the cure, as a key bound to the command
 * would; waits until the finding is gone. A cure that is not preferred is chosen from the menu, which
 * only a person can do: its edit is applied as the menu would.
 */
export async function cureByLightbulb(document: TextDocument, { finding, cure }: Cure) {
  // What the server said of the text before holds until it says something of the new one.
  const isThere = () =>
    findingsIn(document.uri).some(
      ({ message, range }) => message === finding.message && range.isEqual(finding.range),
    );
  if (cure.isPreferred === true) await pressKey(document, { finding, cure }, isThere);
  else await apply(cure);
  await until(`"${cure.title}" takes its finding away`, () => !isThere());
}

/**
 * Applies the preferred cure at a finding by the editor's command. The editor forgets the command
 * where the cursor moved just before and the answer takes more than half a second: then its own look
 * for a lightbulb replaces it. Who sees nothing happen presses again, with more patience each time.
 */
async function pressKey(document: TextDocument, { finding, cure }: Cure, isThere: () => boolean) {
  const { version } = document;
  const { start } = finding.range;
  const options = { kind: 'quickfix', preferred: true, apply: 'first' };
  await window.showTextDocument(document, { selection: new Selection(start, start) });
  for (let patience = 2_000; patience <= 16_000; patience *= 2) {
    // With a preview the command ends when that is answered.
    void commands.executeCommand('editor.action.codeAction', options);
    const happened = await until(
      'something happens',
      () => {
        if (document.version !== version || !isThere()) return true;
        confirmPreview(cure);
        return false;
      },
      patience,
    ).catch(() => false);
    if (happened) return;
  }
}
