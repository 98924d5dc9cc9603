import { commands, type Disposable, Uri, window, workspace } from 'vscode';
import type { AuditReport } from '../../../server/src/protocol/messages.ts';
import { cureByLightbulb, curesOf, isCure } from './cures.ts';
import { codesIn, findingsIn, open, until } from './editor.ts';
import { expectSame, expectThat } from './expect.ts';
import { MemoryFiles } from './memory-files.ts';

const folder = Uri.from({ scheme: 'memfs', path: '/far away' });
const serve = Uri.joinPath(folder, 'serve.py');
const start = Uri.joinPath(folder, 'pages', 'start.py');
const other = Uri.joinPath(folder, 'pages', 'other.py');

/** Whether `os.system` blocks a hub is known by `serve.py` alone: this one does not import gevent. */
const page = 'import os\n\n\ndef show():\n    os.system("true")\n';

const program = `from gevent import monkey

monkey.patch_all(aggressive=True)

import gevent
from pages import other, start

gevent.spawn(start.show)
gevent.spawn(other.show)
`;

describe('a folder that is on no disk', () => {
  const files = new MemoryFiles();
  let registered: Disposable;

  before(async () => {
    registered = workspace.registerFileSystemProvider('memfs', files);
    const write = (uri: Uri, text: string) => files.writeFile(uri, new TextEncoder().encode(text));
    write(serve, program);
    write(Uri.joinPath(folder, 'pages', '__init__.py'), '');
    write(start, page);
    write(other, page);
    await open('quiet.py');
    workspace.updateWorkspaceFolders(1, 0, { uri: folder, name: 'far away' });
    await until('there are two folders', () => workspace.workspaceFolders?.length === 2);
  });

  after(async () => {
    workspace.updateWorkspaceFolders(1, 1);
    await until('there is one folder', () => workspace.workspaceFolders?.length === 1);
    registered.dispose();
  });

  it('has findings that need its other files, and their cures', async () => {
    const document = await workspace.openTextDocument(start);
    await window.showTextDocument(document);
    await until('start.py has its finding', () => codesIn(start).join() === 'GVT201');
    const [finding] = findingsIn(start);
    if (finding === undefined) throw new Error('no finding');
    const cure = await until('there is a cure', async () =>
      (await curesOf(start, finding)).find(({ title }) => isCure(title)),
    );
    await cureByLightbulb(document, { finding, cure });
    expectThat(await document.save(), 'it can be saved');
    const saved = new TextDecoder().decode(files.readFile(start));
    expectThat(saved.includes('subprocess.call("true", shell=True)'), `the cure in ${saved}`);
  });

  it('is audited, closed files too', async () => {
    const report = await commands.executeCommand<AuditReport>('greenlint.auditWorkspace');
    expectThat(report.markdown.includes(other.toString()), 'a report with links to its files');
    await until('other.py has its finding', () => codesIn(other).join() === 'GVT201');
  });

  it('is watched', async () => {
    await workspace.fs.delete(Uri.joinPath(folder, 'pages'), { recursive: true });
    await until('other.py has no findings', () => codesIn(other).length === 0);
    expectSame(codesIn(serve), [], 'findings in what is left');
  });
});
