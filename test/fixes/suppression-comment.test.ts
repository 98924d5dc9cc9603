import { describe, expect, it } from 'vitest';
import { ignoreInFile, ignoreOnLine } from '../../server/src/fixes/suppression-comment.ts';
import { edited } from './edited.ts';

describe('ignoreOnLine', () => {
  const note = '  # greenlint: ignore[late-monkey-patch]';
  const cases: [string, string][] = [
    ['HERE()\nx\n', `HERE()${note}\nx\n`],
    ['x = "🐍"; HERE(); y\r\n', `x = "🐍"; HERE(); y${note}\r\n`],
    [
      'HERE()  # greenlint: ignore[a]\r\nx\r\n',
      'HERE()  # greenlint: ignore[a, late-monkey-patch]\r\nx\r\n',
    ],
    ['y  # greenlint: ignore[a]\nHERE()\n', `y  # greenlint: ignore[a]\nHERE()${note}\n`],
    ['HERE()  # noqa: E501\n', `HERE()  # noqa: E501${note}\n`],
    ['HERE()  # greenlint: ignore[a]\n', 'HERE()  # greenlint: ignore[a, late-monkey-patch]\n'],
    [
      'HERE()  # noqa  # greenlint: ignore[a] since 2\n',
      'HERE()  # noqa  # greenlint: ignore[a, late-monkey-patch] since 2\n',
    ],
    [
      'HERE()  # greenlint: ignore[late-monkey-patch]\n',
      'HERE()  # greenlint: ignore[late-monkey-patch]\n',
    ],
    ['f(\n    HERE,\n    2,\n)\n', `f(\n    HERE,\n    2,\n)${note}\n`],
    ['x = HERE + """a\nb\n"""\ny\n', `x = HERE + """a\nb\n"""${note}\ny\n`],
    ['x = HERE + \\\n    2\n', `x = HERE + \\\n    2${note}\n`],
    ['if HERE(\n    1\n):\n    pass\n', `if HERE(\n    1\n):${note}\n    pass\n`],
    ['with HERE() as f:  # open\n    pass\n', `with HERE() as f:  # open${note}\n    pass\n`],
    ['if HERE(): pass\n', `if HERE(): pass${note}\n`],
    ['if a:\n    pass\nelif HERE:\n    pass\n', `if a:\n    pass\nelif HERE:${note}\n    pass\n`],
    ['try:\n    pass\nexcept HERE:\n    pass\n', `try:\n    pass\nexcept HERE:${note}\n    pass\n`],
    ['@d\n@HERE\ndef f(): pass\n', `@d\n@HERE${note}\ndef f(): pass\n`],
    ['@d\ndef f(a=HERE):\n    pass\n', `@d\ndef f(a=HERE):${note}\n    pass\n`],
    ['class A(HERE):\n\tpass\n', `class A(HERE):${note}\n\tpass\n`],
    ['def f():\n    return HERE\n', `def f():\n    return HERE${note}\n`],
    ['HERE', `HERE${note}`],
  ];
  for (const [before, after] of cases) {
    it(JSON.stringify(before), async () => {
      const at = before.indexOf('HERE');
      expect(
        await edited(before, (file) => ignoreOnLine(file, [at, at + 4], 'late-monkey-patch')),
      ).toBe(after);
    });
  }
});

describe('ignoreInFile', () => {
  const cases: [string, string][] = [
    ['x\n', '# greenlint: ignore-file[a]\nx\n'],
    ['', '# greenlint: ignore-file[a]\n'],
    [
      '#!/usr/bin/python\r\n# coding: utf-8\r\n"""d"""\r\n',
      '#!/usr/bin/python\r\n# coding: utf-8\r\n# greenlint: ignore-file[a]\r\n"""d"""\r\n',
    ],
    ['# greenlint: ignore-file[b] why\nx\n', '# greenlint: ignore-file[b, a] why\nx\n'],
    ['"""d"""\n# greenlint: ignore-file[a]\n', '"""d"""\n# greenlint: ignore-file[a]\n'],
    ['#!/bin/python', '#!/bin/python\n# greenlint: ignore-file[a]\n'],
  ];
  for (const [before, after] of cases) {
    it(JSON.stringify(before), async () => {
      expect(await edited(before, (file) => ignoreInFile(file, 'a'))).toBe(after);
    });
  }
});
