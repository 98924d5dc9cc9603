import { describe, expect, it } from 'vitest';
import { insertImport, type WantedImport } from '../../server/src/fixes/insert-import.ts';
import { edited } from './edited.ts';

async function insert(text: string, wanted: WantedImport = { module: 'gevent' }) {
  let expression: string | undefined;
  const at = text.indexOf('HERE');
  const result = await edited(text, (file) => {
    const inserted = insertImport(file, wanted, at);
    expression = inserted?.expression;
    return inserted?.edits;
  });
  return { result, expression };
}

describe('insertImport', () => {
  const fresh: [string, string, string, WantedImport?][] = [
    ['an empty head', 'HERE\n', 'import gevent\n\nHERE\n'],
    ['above a def', 'def f():\n    HERE\n', 'import gevent\n\n\ndef f():\n    HERE\n'],
    ['below the docstring', '"""Doc."""\nHERE\n', '"""Doc."""\n\nimport gevent\n\nHERE\n'],
    [
      'below __future__',
      'from __future__ import annotations\n\nHERE\n',
      'from __future__ import annotations\n\nimport gevent\n\nHERE\n',
    ],
    [
      'apart from the standard library',
      'import os\nimport sys\n\nHERE\n',
      'import os\nimport sys\n\nimport gevent\n\nHERE\n',
    ],
    [
      'among third-party imports',
      'import os\n\nimport flask\nimport requests\n\nHERE\n',
      'import os\n\nimport flask\nimport gevent\nimport requests\n\nHERE\n',
    ],
    [
      'before from-imports of gevent',
      'import os\n\nfrom gevent import pool\n\nHERE\n',
      'import os\n\nimport gevent\nfrom gevent import pool\n\nHERE\n',
    ],
    [
      'a name behind its kin',
      'from gevent import pool\n\nHERE\n',
      'from gevent import pool\nfrom gevent.lock import Semaphore\n\nHERE\n',
      { module: 'gevent.lock', name: 'Semaphore' },
    ],
    [
      'standard among its kind',
      'import os\nimport zlib\nfrom time import sleep\n\nimport flask\nHERE\n',
      'import os\nimport subprocess\nimport zlib\nfrom time import sleep\n\nimport flask\nHERE\n',
      { module: 'subprocess' },
    ],
    [
      'standard above third-party',
      'import flask\nHERE\n',
      'import subprocess\n\nimport flask\nHERE\n',
      { module: 'subprocess' },
    ],
    [
      'never above the patch',
      'from gevent import monkey\nmonkey.patch_all()\nHERE\n',
      'from gevent import monkey\nmonkey.patch_all()\n\nimport gevent\nHERE\n',
    ],
    [
      'with the guard of its neighbours',
      'from gevent import monkey\nmonkey.patch_all()\n\nimport os  # noqa: E402\n\nHERE\n',
      'from gevent import monkey\nmonkey.patch_all()\n\nimport os  # noqa: E402\n\nimport gevent  # noqa: E402\n\nHERE\n',
    ],
    [
      'not into a try',
      'try:\n    import ujson\nexcept ImportError:\n    pass\nHERE\n',
      'import gevent\n\ntry:\n    import ujson\nexcept ImportError:\n    pass\nHERE\n',
    ],
    [
      'not from a TYPE_CHECKING block',
      'import typing\nif typing.TYPE_CHECKING:\n    import gevent\nHERE\n',
      'import typing\n\nimport gevent\nif typing.TYPE_CHECKING:\n    import gevent\nHERE\n',
    ],
    ['CRLF', 'import os\r\nHERE\r\n', 'import os\r\n\r\nimport gevent\r\nHERE\r\n'],
  ];
  for (const [title, before, after, wanted] of fresh) {
    it(`writes: ${title}`, async () => {
      expect((await insert(before, wanted)).result).toBe(after);
    });
  }

  const known: [string, string][] = [
    ['import gevent\nHERE\n', 'gevent'],
    ['import gevent as g\nHERE\n', 'g'],
    ['import gevent.pool\nHERE\n', 'gevent'],
    ['def f():\n    HERE\nimport gevent\n', 'gevent'],
    ['def f():\n    import gevent\n    HERE\n', 'gevent'],
    ['def f():\n    HERE\ndef g(): pass\n# why\nimport gevent\nf()\n', 'gevent'],
  ];
  for (const [text, expression] of known) {
    it(`uses ${JSON.stringify(text)}`, async () => {
      expect(await insert(text)).toEqual({ result: text, expression });
    });
  }

  const shadowed = [
    'def f(gevent):\n    HERE\n',
    'gevent = None\nHERE\n',
    'def f():\n    gevent = 1\n    HERE\n',
    'import fake as gevent\nHERE\n',
    'for gevent in x:\n    HERE\n',
    'import gevent\ndef f():\n    for gevent, y in x:\n        HERE\n',
  ];
  for (const text of shadowed) {
    it(`refuses ${JSON.stringify(text)}`, async () => {
      expect((await insert(text)).expression).toBeUndefined();
    });
  }

  it('does not trust an import that stands below a call', async () => {
    const text = 'def f():\n    HERE\nf()\nimport gevent\n';
    expect(await insert(text)).toEqual({
      result: `import gevent\n\n\n${text}`,
      expression: 'gevent',
    });
  });

  it('does not mind the name in another function', async () => {
    expect(
      (await insert('import gevent\ndef g(gevent): pass\ndef f():\n    HERE\n')).expression,
    ).toBe('gevent');
  });
});
