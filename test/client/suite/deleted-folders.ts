import { commands, Uri, workspace } from 'vscode';
import { codesIn, fileUri, open, until } from './editor.ts';
import { deleteOnDisk, hasHands } from './page.ts';

/** One finding: it calls the function whose greenlet it should start. */
const harmful = 'import gevent\n\n\ndef work():\n    print(1)\n\n\ngevent.spawn(work())\n';

describe('a folder that is deleted', () => {
  it("takes its findings along when the editor's own commands delete it", async () => {
    const { folder, files } = await writeFolder('parcels');
    await workspace.fs.delete(folder, { recursive: true });
    await untilSilent(files);
  });

  it('takes its findings along when another program deletes it', async function () {
    if (!hasHands) return this.skip();
    const { folder, files } = await writeFolder('letters');
    await deleteOnDisk(folder);
    await untilSilent(files);
  });
});

/** A folder of closed files, one of them in a folder below, whose findings are shown. */
async function writeFolder(name: string): Promise<{ folder: Uri; files: Uri[] }> {
  // Of a file that is open its own event would tell.
  await commands.executeCommand('workbench.action.closeAllEditors');
  await open('quiet.py');
  const folder = fileUri(name);
  const files = [Uri.joinPath(folder, 'one.py'), Uri.joinPath(folder, 'below', 'two.py')];
  for (const file of files) await workspace.fs.writeFile(file, new TextEncoder().encode(harmful));
  await commands.executeCommand('greenlint.auditWorkspace');
  for (const file of files) {
    await until(`${file.path} has its finding`, () => codesIn(file).join() === 'GVT501');
  }
  return { folder, files };
}

async function untilSilent(files: readonly Uri[]): Promise<void> {
  for (const file of files) {
    await until(`${file.path} has no findings`, () => codesIn(file).length === 0);
  }
}
