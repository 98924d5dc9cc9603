import { extensions, workspace } from 'vscode';
import { open, openUntitled, until } from './editor.ts';
import { expectSame } from './expect.ts';

const greenlint = () => extensions.getExtension('greenlint.greenlint');

describe('a workspace without Python', () => {
  it('does not start the extension', async () => {
    const { document } = await open('notes.txt');
    expectSame(document.languageId, 'plaintext', 'the language of what is open');
    const [known] = await workspace.findFiles('**/*');
    expectSame(known?.path.split('/').at(-1), 'notes.txt', 'the only file');
    expectSame(greenlint()?.isActive, false, 'whether the extension is active');
  });

  it('starts it for the first Python file', async () => {
    await openUntitled('');
    await until('the extension is active', () => greenlint()?.isActive);
  });
});
