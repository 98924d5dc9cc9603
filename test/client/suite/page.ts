import { commands, env, UIKind, Uri, workspace } from 'vscode';
import { type HandsRequest, handsMark } from '../hands-request.ts';
import { until } from './editor.ts';

/** Whether somebody sits before the window who can look and press for the suite: in a browser. */
export const hasHands: boolean = env.uiKind === UIKind.Web;

let requests = 0;

/** The texts of what a selector matches in the window and is shown. */
export function see(selector: string): Promise<string[]> {
  return ask({ see: selector });
}

/** Clicks on what a selector matches first, as soon as it is there. */
export async function press(selector: string): Promise<void> {
  await ask({ press: selector });
}

/** Clicks on what a selector matches first, if it is there within two seconds. */
export async function pressIfThere(selector: string): Promise<void> {
  await ask({ press: selector, ifThere: true });
}

/** Rests the mouse on what a selector matches first, as soon as it is there. */
export async function pointAt(selector: string): Promise<void> {
  await ask({ pointAt: selector });
}

/** Waits until something that a selector matches is shown, however briefly. */
export async function watchFor(selector: string): Promise<void> {
  await ask({ watchFor: selector });
}

/** The texts of what a selector matches in the view that shows what `view` matches. */
export function seeInView(view: string, selector: string): Promise<string[]> {
  return ask({ inView: view, see: selector });
}

/** Focuses what a selector matches first in a view, and presses a key there. */
export async function typeInView(view: string, selector: string, key: string): Promise<void> {
  await ask({ inView: view, typeAt: selector, key });
}

/**
 * Reloads the window, which ends this run of the suite; it begins anew in the reloaded one. By the
 * editor's command, which writes down first what is open: the browser's own reload may come before
 * that, up to five seconds later, and then the window comes back as it once was.
 */
export async function reloadWindow(): Promise<never> {
  await commands.executeCommand('workbench.action.reloadWindow');
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('the window was not reloaded')), 30_000);
  });
}

/** Deletes a file or folder as another program would: the editor learns of it by its watcher. */
export async function deleteOnDisk({ path }: Uri): Promise<void> {
  await ask({ deleteOnDisk: path });
}

/** What the language status says of Greenlint when it is unfolded; undefined where it has no item. */
export async function statusItem(): Promise<string | undefined> {
  await pointAt('.part.statusbar');
  if ((await see('#status\\.languageStatus')).length === 0) return undefined;
  // The item may go in this very moment: then nothing unfolds.
  await ask({ pointAt: '#status\\.languageStatus', ifThere: true });
  const items = await until('the language status is unfolded, or gone', async () => {
    const shown = await see('.hover-language-status');
    return (shown.length > 0 || (await see('#status\\.languageStatus')).length === 0) && shown;
  });
  const ours = items.filter((text) => /Gevent|[Pp]atch/.test(text));
  return ours.length === 0 ? undefined : ours.join('\n');
}

/**
 * The log is the one way out of the extension host that leads to the page's driver; a file is the
 * one way back that both extension hosts have.
 */
async function ask(request: Omit<HandsRequest, 'answer'>): Promise<string[]> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) throw new Error('no workspace is open');
  requests += 1;
  const answer = Uri.joinPath(folder, '..', `answer-${requests}.json`);
  console.log(`${handsMark}${JSON.stringify({ ...request, answer: answer.path })}`);
  const bytes = await until(`${JSON.stringify(request)} is done`, async () => {
    try {
      return await workspace.fs.readFile(answer);
    } catch {
      return false;
    }
  });
  await workspace.fs.delete(answer);
  return JSON.parse(new TextDecoder().decode(bytes)) as string[];
}
