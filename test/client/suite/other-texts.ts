import {
  commands,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  Uri,
  window,
  workspace,
} from 'vscode';
import { codesIn, openUntitled, until } from './editor.ts';
import { expectSame } from './expect.ts';

/** Harmful, were it a file of a program. */
const harmful = 'import gevent\n\n\ndef work():\n    print(1)\n\n\ngevent.spawn(work())\n';

describe('Python that is no file of a program', () => {
  it('has no findings in the cells of a notebook', async () => {
    const cell = new NotebookCellData(NotebookCellKind.Code, harmful, 'python');
    const notebook = await workspace.openNotebookDocument(
      'jupyter-notebook',
      new NotebookData([cell]),
    );
    await window.showNotebookDocument(notebook);
    const text = notebook.cellAt(0).document;
    expectSame(text.languageId, 'python', "the cell's language");
    await untilTheServerCaughtUp();
    expectSame(codesIn(text.uri), [], 'findings in the cell');
  });

  it('has none on the left side of a comparison', async () => {
    const provider = workspace.registerTextDocumentContentProvider('greenlint-test-old', {
      provideTextDocumentContent: () => harmful,
    });
    const left = Uri.from({ scheme: 'greenlint-test-old', path: '/worker.py' });
    const right = (await openUntitled(harmful)).document.uri;
    await commands.executeCommand('vscode.diff', left, right, 'worker.py');
    await until('the right side has its finding', () => codesIn(right).length === 1);
    await untilTheServerCaughtUp();
    expectSame(codesIn(left), [], 'findings on the left');
    provider.dispose();
  });
});

/** Documents are looked at in the order in which they came: what this one waits for came later. */
async function untilTheServerCaughtUp(): Promise<void> {
  const { document } = await openUntitled(harmful);
  await until('a file opened later has its finding', () => codesIn(document.uri).length === 1);
}
