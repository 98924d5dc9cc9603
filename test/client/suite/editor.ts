import {
  type CodeAction,
  commands,
  type Diagnostic,
  languages,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';

/** The address of a file of the open workspace. */
export function fileUri(path: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('no workspace is open');
  return Uri.joinPath(folder.uri, path);
}

/** Opens a file of the workspace in the editor. */
export async function open(path: string): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument(fileUri(path)));
}

/** Greenlint's findings in a file, by line. */
export function findingsIn(uri: Uri): Diagnostic[] {
  return languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'greenlint')
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** Waits until `answer` gives something, and gives it. Rejects, saying `what`, after half a minute. */
export async function until<T>(what: string, answer: () => T | undefined | false): Promise<T> {
  for (let tries = 0; tries < 300; tries += 1) {
    const value = answer();
    if (value !== undefined && value !== false) return value;
    await pause(100);
  }
  throw new Error(`waited in vain until ${what}`);
}

/** Lets the editor work for `milliseconds`. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The code of a finding, such as `GVT101`. */
export function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
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

/** Applies what an action changes, and its command where it has one. */
export async function apply({ edit, command }: CodeAction): Promise<void> {
  if (edit !== undefined && !(await workspace.applyEdit(edit))) {
    throw new Error('the editor refused the edit');
  }
  if (command !== undefined) {
    await commands.executeCommand(command.command, ...(command.arguments ?? []));
  }
}
