import { commands, Selection, type TextDocument, window } from 'vscode';
import { cureByLightbulb, curesOf, isCure } from './cures.ts';
import { codeOf, codesIn, findingsIn, open, until } from './editor.ts';
import { expectSame } from './expect.ts';
import { hasHands, press, see } from './page.ts';

const movedPatch = `#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Sends what is due."""

from __future__ import annotations

from gevent import monkey
monkey.patch_all(thread=False, aggressive=True)  # no threads here

from time import sleep  # between two attempts

from gevent import spawn

spawn(sleep, 25)
`;

/** The text of `words.py` once its search runs in another process. */
function inProcessPool(text: string): string {
  return text
    .replace(
      'import os\nimport re\n\nimport gevent\n',
      `import multiprocessing
import os
import re
from concurrent.futures import ProcessPoolExecutor

import gevent

_process_pool = ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))
`,
    )
    .replace(
      're.findall("(a+)+b", text)',
      '_process_pool.submit(re.findall, "(a+)+b", text).result()',
    );
}

describe('the lightbulb', () => {
  it('writes aggressive=True, then moves the patch below what Python needs first', async () => {
    const { document } = await open('lightbulb/hard.py');
    await cureFirst(document, 'GVT114');
    await cureFirst(document, 'GVT101');
    expectSame(document.getText(), movedPatch, 'the file');
    await until('nothing is left', () => codesIn(document.uri).length === 0);
  });

  it('fixes all of a kind from its menu, and nothing else', async function () {
    if (!hasHands) return this.skip();
    const { document } = await open('lightbulb/kinds.py');
    await choose(
      document,
      ['GVT201', 'Fix all'],
      'both are cured',
      () => !codesIn(document.uri).includes('GVT201'),
    );
    expectSame(document.getText().match(/subprocess\.call/g)?.length, 2, 'calls that are cured');
    expectSame(codesIn(document.uri), ['GVT114', 'GVT212'], 'what is left');
    await commands.executeCommand('undo');
    await until('they are back', () => codesIn(document.uri).length === 4);
  });

  it('puts its comment into one that is there', async function () {
    if (!hasHands) return this.skip();
    const { document } = await open('lightbulb/kinds.py');
    await choose(
      document,
      ['GVT201', 'on this line'],
      'one of two is silent',
      () => codesIn(document.uri).length === 3,
    );
    const line = document
      .getText()
      .split('\n')
      .find((one) => one.includes('"true"'));
    expectSame(
      line,
      '    os.system("true")  # noqa: S605  # greenlint: ignore[blocking-shell-command]',
      'the line',
    );
    await choose(
      document,
      ['GVT201', 'on this line'],
      'both are silent',
      () => !codesIn(document.uri).includes('GVT201'),
    );
  });

  it('moves a call to a process pool, once that is chosen', async function () {
    if (!hasHands) return this.skip();
    const { document } = await open('lightbulb/words.py');
    const before = document.getText();
    await choose(
      document,
      ['GVT212', 'process pool'],
      'one of two is cured',
      () => codesIn(document.uri).length === 1,
    );
    expectSame(document.getText(), inProcessPool(before), 'the file');
  });

  it('names another rule in a comment that silences one', async function () {
    if (!hasHands) return this.skip();
    const { document } = await open('lightbulb/words.py');
    await choose(
      document,
      ['GVT212', 'on this line'],
      'nothing is left',
      () => codesIn(document.uri).length === 0,
    );
    const line = document
      .getText()
      .split('\n')
      .find((one) => one.includes('os.system'));
    expectSame(
      line?.split('  ').at(-1),
      '# greenlint: ignore[blocking-shell-command, cpu-bound-call] rare',
      'the comment',
    );
  });

  it("shows the rule's page", async function () {
    if (!hasHands) return this.skip();
    const { document } = await open('lightbulb/kinds.py');
    await choose(document, ['GVT212', 'documentation'], 'the page is open', () =>
      window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(({ label }) => label.includes('cpu-bound-call')),
    );
  });
});

/** The first finding with a code, and its first cure by the editor's own command. */
async function cureFirst(document: TextDocument, code: string): Promise<void> {
  const finding = await findingWith(document, code);
  const cure = (await curesOf(document.uri, finding)).find(({ title }) => isCure(title));
  if (cure === undefined) throw new Error(`no cure for ${code}`);
  await cureByLightbulb(document, { finding, cure });
}

/**
 * Opens the menu of the lightbulb at the first finding with a code, presses an entry, and waits until
 * that has done `what`. The editor forgets the command as `pressKey` says, and a click on a menu that
 * it draws anew: who sees nothing happen does both again, with more patience each time.
 */
async function choose(
  document: TextDocument,
  [code, title]: readonly [code: string, title: string],
  what: string,
  isDone: () => boolean,
): Promise<void> {
  const { version } = document;
  const { start } = (await findingWith(document, code)).range;
  const entry = `.action-widget .monaco-list-row.action:has-text("${title}")`;
  await window.showTextDocument(document, { selection: new Selection(start, start) });
  for (let patience = 2_000; patience <= 16_000; patience *= 2) {
    await commands.executeCommand('editor.action.quickFix');
    const shown = await until('the menu is open', () => sees(entry), patience).catch(() => false);
    if (shown) await press(entry);
    const happened = await until(
      'something happens',
      () => document.version !== version || isDone(),
      patience,
    ).catch(() => false);
    if (happened) break;
  }
  await until(what, isDone);
}

async function sees(selector: string): Promise<boolean> {
  return (await see(selector)).length > 0;
}

function findingWith(document: TextDocument, code: string) {
  return until(`there is a ${code}`, () =>
    findingsIn(document.uri).find((finding) => codeOf(finding) === code),
  );
}
