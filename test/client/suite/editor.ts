import { type Diagnostic, languages, type TextEditor, Uri, window, workspace } from 'vscode';

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

/** Waits until `answer` gives something, and gives it. Rejects, saying `what`, after `patience` milliseconds. */
export async function until<T>(
  what: string,
  answer: () => T | undefined | false | Promise<T | undefined | false>,
  patience = 30_000,
): Promise<T> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const value = await answer();
    if (value !== undefined && value !== false) return value;
    await pause(50);
  }
  throw new Error(`waited in vain until ${what}`);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The code of a finding, such as `GVT101`. */
export function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Findings' codes in a file, in the order of the text. */
export function codesIn(uri: Uri): string[] {
  return findingsIn(uri).map(codeOf);
}

/** Opens a file that was never saved. */
export async function openUntitled(content: string): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument({ language: 'python', content }));
}
