import { describe, expect, it } from 'vitest';
import type { CodeLens, Hover, InitializeParams } from 'vscode-languageserver';
import {
  programsChangedNotification,
  showTimelineCommand,
  type TimelineReport,
  timelineRequest,
} from '../../server/src/protocol/messages.ts';
import { inLine, ServerWorkspace } from './server-workspace.ts';

const serve =
  'from shop import mail\nfrom gevent import monkey\nmonkey.patch_all()\nfrom shop import jobs\nif __name__ == "__main__":\n    jobs.run()\n';
const files = {
  'serve.py': serve,
  'shop/__init__.py': '',
  'shop/mail.py': 'from time import sleep\n\ndef send():\n    sleep(1)\n',
  'shop/jobs.py':
    'import gevent\nfrom shop import mail\ndef run():\n    gevent.spawn(mail.send).join()\n',
};
const lenses: InitializeParams['capabilities'] = {
  textDocument: { codeLens: {}, hover: { contentFormat: ['markdown'] } },
  workspace: { workspaceFolders: true },
};

const ofView = {
  initialize: { initializationOptions: { timelineView: true }, capabilities: lenses },
};

async function reportOf(workspace: ServerWorkspace, program?: string): Promise<TimelineReport> {
  return workspace.client.request<TimelineReport>(timelineRequest, program ? { program } : {});
}

const lensesOf = (workspace: ServerWorkspace, uri: string) =>
  workspace.client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });

describe('greenlint/timeline', () => {
  it('answers the programs, and the steps of the one that is asked for', async () => {
    const workspace = await ServerWorkspace.start(files);
    const { programs, timeline } = await reportOf(workspace);
    expect(timeline).toBeNull();
    expect(programs).toMatchObject([
      {
        label: 'serve.py',
        patched: {
          state: 'after',
          sentence: 'Patched by serve.py, line 3, with everything.',
          by: [{ at: { uri: workspace.uri('serve.py'), range: inLine(2, 0, 18) } }],
        },
      },
    ]);
    const asked = await reportOf(workspace, programs[0]?.id);
    expect(asked.timeline?.steps.map(({ kind }) => kind)).toEqual([
      'module',
      'module',
      'module',
      'patch',
      'module',
    ]);
    expect(asked.timeline?.steps[2]).toMatchObject({
      name: 'shop.mail',
      at: { uri: workspace.uri('shop/mail.py'), range: inLine(0, 0, 0) },
      from: [{ at: { uri: workspace.uri('serve.py'), range: inLine(0, 17, 21) } }],
      early: [{ subject: 'time.sleep', at: { range: inLine(0, 17, 22) } }],
    });
    expect((await reportOf(workspace, 'nothing')).timeline).toBeNull();
    await expect(workspace.client.request(timelineRequest, { program: 5 })).rejects.toMatchObject({
      code: -32602,
    });
  });

  it('is of the text as it was last told, and tells the client that it may have changed', async () => {
    const workspace = await ServerWorkspace.start(files, ofView);
    const uri = workspace.open('serve.py', serve);
    const [program] = (await reportOf(workspace)).programs;
    const told = () =>
      workspace.client.notifications.filter(({ method }) => method === programsChangedNotification)
        .length;
    await workspace.client.waitFor(() => told() > 0 || undefined, 'the first word of programs');
    const before = told();
    workspace.change(uri, 2, [
      { range: inLine(0, 0, 0), text: 'from gevent import monkey\nmonkey.patch_all()\n' },
    ]);
    const { timeline } = await reportOf(workspace, program?.id);
    expect(
      timeline?.steps.map((step) => (step.kind === 'module' ? step.state : step.kind)),
    ).toEqual(['before', 'patch', 'after', 'after', 'patch', 'after']);
    await workspace.client.waitFor(() => told() > before || undefined, 'the next one');
  });

  it('has no programs where there is no gevent', async () => {
    const workspace = await ServerWorkspace.start({ 'a.py': 'x = 1\n' });
    expect(await reportOf(workspace)).toEqual({ programs: [], timeline: null });
  });
});

describe('a call that patches', () => {
  it('has a lens above it that leads to the timeline', async () => {
    const workspace = await ServerWorkspace.start(files, ofView);
    expect(workspace.client.initialized?.capabilities.codeLensProvider).toEqual({});
    const uri = workspace.open('serve.py', serve);
    const [program] = (await reportOf(workspace)).programs;
    expect(await lensesOf(workspace, uri)).toEqual([
      {
        range: inLine(2, 0, 18),
        command: {
          title: 'Patches serve.py · Show patch timeline',
          command: showTimelineCommand,
          arguments: [program?.id],
        },
      },
    ]);
    const mail = workspace.open('shop/mail.py', files['shop/mail.py']);
    expect(await lensesOf(workspace, mail)).toEqual([]);
  });

  it('says in its hover who patches which program with what', async () => {
    const workspace = await ServerWorkspace.start(files, ofView);
    const uri = workspace.open('serve.py', serve);
    const hover = await workspace.client.request<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 2, character: 10 },
    });
    const { value } = hover.contents as { value: string };
    expect(value).toContain('**serve.py**: Patched by serve.py, line 3, with everything.');
    expect(value).toContain(`[Show patch timeline](command:${showTimelineCommand}?`);
  });

  it('names one of several programs, and tells apart where it comes second', async () => {
    const own =
      'from gevent import monkey\nmonkey.patch_all()\nimport both\nif __name__ == "__main__":\n    both.x\n';
    const workspace = await ServerWorkspace.start(
      {
        'first.py': own,
        'second.py': 'import both\nif __name__ == "__main__":\n    both.x\n',
        'third.py': 'import both\nif __name__ == "__main__":\n    both.x\n',
        'fourth.py': 'import both\nif __name__ == "__main__":\n    both.x\n',
        'both.py': 'from gevent import monkey\nmonkey.patch_all()\nx = 1\n',
      },
      ofView,
    );
    const uri = workspace.open('both.py', 'from gevent import monkey\nmonkey.patch_all()\nx = 1\n');
    const [lens] = await lensesOf(workspace, uri);
    expect(lens?.command).toMatchObject({
      title: 'Patches fourth.py and 2 more programs · Show patch timeline',
      arguments: [],
    });
    const hover = await workspace.client.request<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 1, character: 10 },
    });
    const { value } = hover.contents as { value: string };
    expect(value).toContain('**first.py** (this call adds nothing): Patched by first.py, line 2,');
    expect(value).toContain('**second.py**: Patched by both.py, line 2,');
  });
});

it('a command that starts a program has a lens, which says who patches it', async () => {
  const procfile = 'web: gunicorn -k gevent app:app\n';
  const workspace = await ServerWorkspace.start(
    { Procfile: procfile, 'app.py': 'app = object()\n' },
    ofView,
  );
  const uri = workspace.uri('Procfile');
  workspace.openUri(uri, procfile, 1, 'plaintext');
  const [lens, ...others] = await lensesOf(workspace, uri);
  expect(others).toEqual([]);
  expect(lens?.range.start).toEqual({ line: 0, character: 5 });
  expect(lens?.command?.title).toBe(
    "Starts app.py. Patched by gunicorn's gevent worker (Procfile, line 1), with everything · Show patch timeline",
  );
});

describe('other clients', () => {
  it('are not offered lenses that they do not know', async () => {
    const workspace = await ServerWorkspace.start(files, {
      initialize: { capabilities: { workspace: { workspaceFolders: true } } },
    });
    expect(workspace.client.initialized?.capabilities.codeLensProvider).toBeUndefined();
    const uri = workspace.open('serve.py', serve);
    await workspace.client.waitForDiagnostics(uri);
    const methods = workspace.client.notifications.map(({ method }) => method);
    expect(methods).not.toContain(programsChangedNotification);
  });

  it('see who patches, without a command that they do not have', async () => {
    const workspace = await ServerWorkspace.start(files, { initialize: { capabilities: lenses } });
    const uri = workspace.open('serve.py', serve);
    expect(await lensesOf(workspace, uri)).toEqual([
      { range: inLine(2, 0, 18), command: { title: 'Patches serve.py', command: '' } },
    ]);
    const hover = await workspace.client.request<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 2, character: 10 },
    });
    expect(JSON.stringify(hover)).not.toContain('command:');
  });
});
