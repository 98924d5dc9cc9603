import {
  type CompletionList,
  commands,
  extensions,
  languages,
  Position,
  Selection,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { AuditReport } from '../../../server/src/protocol/messages.ts';
import { type Cure, cureByLightbulb, curesOf, isCure } from './cures.ts';
import { codeOf, fileUri, findingsIn, open, until } from './editor.ts';
import { expectSame, expectThat } from './expect.ts';
import { fixedShop } from './fixed-shop.ts';
import { hasHands, statusItem } from './page.ts';

const extension = 'greenlint.greenlint';

describe('the example shop', () => {
  it('activates for Python', async () => {
    await open('serve.py');
    await until('the extension is active', () => extensions.getExtension(extension)?.isActive);
  });

  it('shows the late patch while the file is open', async () => {
    const { document } = await open('shop/mail.py');
    const finding = await until('mail.py has a name from before the patch', () =>
      findingsIn(document.uri).find((one) => codeOf(one) === 'GVT101'),
    );
    expectThat(finding.message.length > 20, 'a message that says what happens');
    expectThat(document.getText(finding.range).length > 0, 'a span that covers something');
  });

  it('links each code to a page of the extension itself', async () => {
    const { document } = await open('serve.py');
    const [finding] = await until('serve.py has findings', () => some(findingsIn(document.uri)));
    const code = finding?.code;
    if (typeof code !== 'object') throw new Error('the code has no link');
    expectSame(code.target.scheme, 'greenlint-rule', 'the scheme of the link');
    const page = await workspace.openTextDocument(code.target);
    expectThat(page.getText().includes(String(code.value)), 'a page about the code');
  });

  it('covers files that are not open by the audit, and ends in a report', async () => {
    const report = await commands.executeCommand<AuditReport>('greenlint.auditWorkspace');
    expectThat(report.usesGevent, 'a shop that uses gevent');
    expectThat(report.filesRead >= 10, `all files read, not ${report.filesRead}`);
    const invoices = fileUri('shop/invoices.py');
    await until('a closed file has its findings', () => some(findingsIn(invoices)));
    const found = languages
      .getDiagnostics()
      .flatMap(([, list]) => list)
      .filter(({ source }) => source === 'greenlint');
    expectSame(report.findings, found.length, 'findings: in the report, and shown');
    expectThat(report.markdown.includes('invoices.py'), 'a report that names the file');
    const labels = window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    expectThat(
      labels.some((label) => label.includes('Gevent audit')),
      `the report in a tab, beside ${labels.join(', ')}`,
    );
  });

  it('says in the language status what the program is, and how much was found', async function () {
    if (!hasHands) return this.skip();
    const { document } = await open('serve.py');
    const patch = document.positionAt(document.getText().indexOf('monkey.patch_all')).line + 1;
    const found = languages
      .getDiagnostics()
      .flatMap(([, list]) => list)
      .filter(({ source }) => source === 'greenlint').length;
    const words = await until('it is ready', async () => {
      const shown = await statusItem();
      return shown?.includes(`Gevent: ${found} findings`) && shown;
    });
    expectThat(
      words.includes(`Patched by serve.py, line ${patch}`),
      `the patch's place in ${words}`,
    );
  });

  it('follows the links of the report to the line', async () => {
    const { path } = fileUri('shop/invoices.py');
    const link = Uri.from({ scheme: 'greenlint-report', path });
    const line = { selection: new Selection(11, 0, 11, 0) };
    await commands.executeCommand('vscode.open', link, line);
    const editor = await until('the file itself is open', () => {
      const active = window.activeTextEditor;
      return active?.document.uri.toString() === fileUri('shop/invoices.py').toString() && active;
    });
    expectSame(editor.selection.active.line, 11, 'the line, from 0');
  });

  it('offers its snippets', async () => {
    const document = await workspace.openTextDocument({ language: 'python', content: '' });
    const list = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new Position(0, 0),
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    for (const prefix of ['patch', 'spawn', 'pool', 'timeout', 'threadpool', 'heartbeat', 'wsgi']) {
      expectThat(labels.includes(`gevent-${prefix}`), `the snippet gevent-${prefix}`);
    }
  });
});

describe('the cures of the lightbulb', () => {
  it('are applied one by one, until the shop is as it should be', async () => {
    const cureMore = async () => {
      for (const path of Object.keys(fixedShop)) await cureAll(path);
      return unlike().length === 0;
    };
    // What differs then is shown by the tests below.
    await until('the shop is cured', cureMore, 100_000);
  }).timeout(180_000);

  // After all of them, since a cure may be due in another file than its finding.
  for (const [path, expected] of Object.entries(fixedShop)) {
    it(`make ${path} what it is in shop-fixed`, async () => {
      expectSame((await open(path)).document.getText(), expected, path);
    });
  }

  it('leave nothing that they could cure', async () => {
    for (const path of Object.keys(fixedShop)) {
      const { document } = await open(path);
      await until(`nothing is left to cure in ${path}`, async () => !(await curable(document)));
    }
  });
});

describe('the commands', () => {
  it('restart the server, which finds the same again', async () => {
    const { document } = await open('shop/invoices.py');
    const before = findingsIn(document.uri).map(({ message }) => message);
    await commands.executeCommand('greenlint.restartServer');
    await until('the findings are back', () => {
      const after = findingsIn(document.uri).map(({ message }) => message);
      return JSON.stringify(after) === JSON.stringify(before);
    });
  });

  it('open the page of a rule as a preview', async () => {
    await commands.executeCommand('greenlint.openRuleDocumentation', 'blocking-shell-command');
    await until('a preview is open', () =>
      window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(({ label }) => label.includes('blocking-shell-command')),
    );
    await workspace.openTextDocument(Uri.parse('greenlint-rule:/blocking-shell-command.md'));
  });
});

/** The files that are not yet as in shop-fixed; one that is closed is as it was. */
function unlike(): string[] {
  return Object.keys(fixedShop).filter((path) => {
    const uri = fileUri(path).toString();
    const document = workspace.textDocuments.find((one) => one.uri.toString() === uri);
    return document?.getText() !== fixedShop[path];
  });
}

/** Applies the first cure of a file, by the editor's own command, and the next, while there is one. */
async function cureAll(path: string): Promise<void> {
  const { document } = await open(path);
  for (let round = 0; round < 20; round += 1) {
    const found = await curable(document);
    if (found === undefined) return;
    await cureByLightbulb(document, found);
  }
  throw new Error('twenty cures, and still something to cure');
}

/** The first finding that has a cure. */
async function curable(document: TextDocument): Promise<Cure | undefined> {
  for (const finding of findingsIn(document.uri)) {
    const cure = (await curesOf(document.uri, finding)).find(({ title }) => isCure(title));
    if (cure !== undefined) return { finding, cure };
  }
  return undefined;
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}
