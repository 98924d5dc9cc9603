import {
  type CodeLens,
  commands,
  type Hover,
  MarkdownString,
  Position,
  Range,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { fileUri, open, until } from './editor.ts';
import { expectSame, expectThat } from './expect.ts';
import { hasHands, press, reloadWindow, seeInView, statusItem, typeInView } from './page.ts';

/** What only the timeline's page shows. */
const view = '#timeline .steps';

const isOpen = (path: string, line: number) => () => {
  const editor = window.activeTextEditor;
  return (
    editor?.document.uri.toString() === fileUri(path).toString() &&
    editor.selection.active.line === line - 1
  );
};

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

describe('the patch timeline', () => {
  it('comes back in its tab after the window was reloaded', async function () {
    if (!hasHands) return this.skip();
    const isThere = () =>
      window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => tab.label === label));
    const rows = () =>
      until('the rows are drawn', async () => {
        const texts = await seeInView(view, '.steps > li');
        // A page that is not laid out yet gives its text without the line breaks.
        return texts.length > 0 && texts.map((text) => text.replace(/\s+/g, ''));
      });
    const mark = fileUri('reloaded.json');
    const label = 'Timeline: serve.py';
    if (!(await exists(mark))) {
      await open('serve.py');
      const [lens] = await until('there is a lens', async () => {
        const lenses = await commands.executeCommand<CodeLens[]>(
          'vscode.executeCodeLensProvider',
          fileUri('serve.py'),
        );
        return lenses.length > 0 && lenses;
      });
      await commands.executeCommand(
        'greenlint.showPatchTimeline',
        ...(lens?.command?.arguments ?? []),
      );
      const before = await rows();
      await until('its tab is there', isThere);
      await workspace.fs.writeFile(mark, new TextEncoder().encode(JSON.stringify(before)));
      await reloadWindow();
    }
    const before = JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(mark)));
    await workspace.fs.delete(mark);
    await until('its tab is there again', isThere);
    expectSame(JSON.stringify(await rows()), JSON.stringify(before), 'the rows of serve.py');
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is offered above the call that patches, and over it', async () => {
    const { document } = await open('serve.py');
    const line = document.positionAt(document.getText().indexOf('monkey.patch_all()')).line;
    const lens = await until('there is a lens', async () => {
      const lenses = await commands.executeCommand<CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      return lenses.find(({ command }) => command?.command === 'greenlint.showPatchTimeline');
    });
    expectSame(lens.command?.title, 'Patches serve.py · Show patch timeline', 'its title');
    expectSame(lens.range.start.line, line, 'its line');
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new Position(line, 10),
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((part) => (part instanceof MarkdownString ? part.value : ''))
      .join('\n');
    expectThat(
      text.includes(`Patched by serve.py, line ${line + 1}, with everything`),
      `who patches in: ${text}`,
    );
  });

  it('opens from the lens in a tab of its own', async () => {
    const { document } = await open('serve.py');
    const [lens] = await until('there is a lens', async () => {
      const lenses = await commands.executeCommand<CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      return lenses.length > 0 && lenses;
    });
    const label = await commands.executeCommand(
      'greenlint.showPatchTimeline',
      ...(lens?.command?.arguments ?? []),
    );
    expectSame(label, 'serve.py', 'the program that is shown');
    await until('its tab is there', () =>
      window.tabGroups.all.some(({ tabs }) =>
        tabs.some((tab) => tab.label === 'Timeline: serve.py'),
      ),
    );
  });

  it('draws the modules, the patch across them, and what came too early', async function () {
    if (!hasHands) return this.skip();
    const rows = await until('the rows are drawn', async () => {
      const texts = await seeInView(view, '.steps > li');
      return texts.length > 0 && texts;
    });
    const at = (text: string) => rows.findIndex((row) => row.includes(text));
    expectThat(at('serve.py') === 0, `the entry first in ${rows.join(' | ')}`);
    expectThat(at('shop.mail') < at('Patch'), 'shop.mail above the patch');
    expectThat(at('shop.jobs') > at('Patch'), 'shop.jobs below the patch');
    expectThat((rows[at('shop.mail')] ?? '').includes('Too early, line 4'), 'mail came too early');
  });

  it('opens a row by Enter, after the arrow keys led there', async function () {
    if (!hasHands) return this.skip();
    await typeInView(view, '.module .row', 'Home');
    await typeInView(view, '.module .row', 'ArrowDown');
    await typeInView(view, '.row:focus', 'ArrowUp');
    await typeInView(view, '.row:focus', 'Enter');
    await until('serve.py is open at its start', isOpen('serve.py', 1));
    await typeInView(view, '.early .row:has-text("taken from")', 'Enter');
    await until('the early name is open', isOpen('shop/mail.py', 4));
    await typeInView(view, '.patch .row', 'Enter');
    await until('the patch is open', isOpen('serve.py', 10));
  });

  it('follows the text while it is seen', async function () {
    if (!hasHands) return this.skip();
    const editor = await open('serve.py');
    const { document } = editor;
    const line = document.positionAt(document.getText().indexOf('monkey.patch_all()')).line;
    const call = document.lineAt(line).range;
    await editor.edit((edit) => edit.replace(call, 'monkey.patch_all(dns=False)'));
    const words = () => seeInView(view, '.sentence');
    await until('it says what is left out', async () =>
      (await words()).some((text) => text.includes('with everything but dns')),
    );
    const changed = new Range(call.start, document.lineAt(line).range.end);
    await editor.edit((edit) => edit.replace(changed, 'monkey.patch_all()'));
    await until('it is as before', async () =>
      (await words()).some((text) => text.includes('with everything.')),
    );
    await commands.executeCommand('workbench.action.files.revert');
  });

  it('asks which program is meant where there are several', async function () {
    if (!hasHands) return this.skip();
    await open('serve.py');
    const shown = commands.executeCommand('greenlint.showPatchTimeline');
    await press('.quick-input-list .monaco-list-row:has-text("admin.py")');
    expectSame(await shown, 'admin.py', 'the program that was chosen');
    await until('it is drawn', async () =>
      (await seeInView(view, 'h1')).some((text) => text === 'admin.py'),
    );
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('is a link of the status item, which says who patches and with what', async function () {
    if (!hasHands) return this.skip();
    await open('serve.py');
    const words = await until('the status says it', async () => {
      const shown = await statusItem();
      return shown?.includes('with everything') && shown;
    });
    expectThat(words.includes('Timeline'), `a link to the timeline in ${words}`);
  });
});
