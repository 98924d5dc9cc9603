import { expect, it } from 'vitest';
import type { FileEdit } from '../../server/src/fixes/edit.ts';
import { clientSupport } from '../../server/src/lsp/client-support.ts';
import { fixAllEdit, workspaceEdit } from '../../server/src/lsp/workspace-edit.ts';

type Editing = Parameters<typeof workspaceEdit>[0];

function editing(annotations: boolean): Editing {
  const workspaceEdit = {
    documentChanges: true,
    ...(annotations ? { changeAnnotationSupport: {} } : {}),
  };
  return {
    client: clientSupport({ workspace: { workspaceEdit } }),
    paths: { uriOf: (path: string) => `file://${path}` },
    documents: { speakingFor: () => undefined },
    analysis: { lineStarts: async () => [0] },
  } as unknown as Editing;
}

const edit = (path: string): FileEdit => ({ path, edits: [{ span: [0, 0], text: 'x' }] });
const several = [edit('/a.py'), edit('/Procfile')];

it('asks to confirm an edit of several files, where the client can, by one that changes nothing', async () => {
  const asked = await workspaceEdit(editing(true), several);
  const start = { line: 0, character: 0 };
  const range = { start, end: start };
  expect(asked?.documentChanges).toEqual([
    {
      textDocument: { uri: 'file:///a.py', version: null },
      edits: [
        { range, newText: 'x' },
        { range, newText: '', annotationId: 'several-files' },
      ],
    },
    {
      textDocument: { uri: 'file:///Procfile', version: null },
      edits: [{ range, newText: 'x' }],
    },
  ]);
  expect(asked?.changeAnnotations).toMatchObject({ 'several-files': { needsConfirmation: true } });
});

it('asks nothing over one file, of other clients, and over what is safe unattended', async () => {
  const result = {
    files: several.map(({ path }) => ({ path, before: '', after: 'x' })),
    fixed: 2,
  };
  for (const plain of [
    await workspaceEdit(editing(true), several.slice(0, 1)),
    await workspaceEdit(editing(false), several),
    await fixAllEdit(editing(true), result, 'unattended'),
  ]) {
    expect(plain?.changeAnnotations).toBeUndefined();
    expect(JSON.stringify(plain?.documentChanges)).not.toContain('annotationId');
  }
});
