import { describe, expect, it } from 'vitest';
import {
  insertPatchFirst,
  moveImportFirst,
  movePatchFirst,
  removePatch,
} from '../../server/src/fixes/move-patch.ts';
import type { OrderGuard } from '../../server/src/fixes/source.ts';
import { edited, spanOf } from './edited.ts';

const noGuard: OrderGuard = { isort: false, e402: false, autopep8: false };

function move(text: string, calls: string[] = ['monkey.patch_all()'], guard = noGuard) {
  return edited(text, (file) =>
    movePatchFirst(
      file,
      calls.map((call) => spanOf(text, call)),
      guard,
    ),
  );
}

const cases: { title: string; before: string; after: string; calls?: string[] }[] = [
  {
    title: 'two lines, below imports',
    before:
      'import os\nfrom time import sleep\n\nfrom gevent import monkey\nmonkey.patch_all()\n\nsleep(1)\n',
    after:
      'from gevent import monkey\nmonkey.patch_all()\n\nimport os\nfrom time import sleep\n\nsleep(1)\n',
  },
  {
    title: 'keeps shebang, encoding line, docstring and __future__ where Python needs them',
    before:
      '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n"""Doc 🐍."""\nfrom __future__ import annotations\nfrom time import sleep\nfrom gevent import monkey; monkey.patch_all()\nsleep(1)\n',
    after:
      '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n"""Doc 🐍."""\nfrom __future__ import annotations\n\nfrom gevent import monkey\nmonkey.patch_all()\n\nfrom time import sleep\nsleep(1)\n',
  },
  {
    title: 'script metadata and licence stay above',
    before:
      '# Copyright 2024 Somebody\n\n# /// script\n# dependencies = ["gevent"]\n# ///\nimport os\nfrom gevent import monkey\nmonkey.patch_all()\n',
    after:
      '# Copyright 2024 Somebody\n\n# /// script\n# dependencies = ["gevent"]\n# ///\n\nfrom gevent import monkey\nmonkey.patch_all()\n\nimport os\n',
  },
  {
    title: 'leaves the other names of a shared import',
    before:
      'from time import sleep\nfrom gevent import monkey, pool\nmonkey.patch_all()\npool.Pool(2)\n',
    after:
      'from gevent import monkey\nmonkey.patch_all()\n\nfrom time import sleep\nfrom gevent import pool\npool.Pool(2)\n',
  },
  {
    title: 'shared import over several lines, with comments',
    before:
      'from time import sleep\nfrom gevent import (\n    event,  # events\n    monkey,  # patch\n    pool,\n)\nmonkey.patch_all()\n',
    after:
      'from gevent import monkey  # patch\nmonkey.patch_all()\n\nfrom time import sleep\nfrom gevent import (\n    event,  # events\n    pool,\n)\n',
  },
  {
    title: 'last name of a shared import over several lines',
    before: 'import os\nfrom gevent import (\n    event,\n    monkey\n)\nmonkey.patch_all()\n',
    after:
      'from gevent import monkey\nmonkey.patch_all()\n\nimport os\nfrom gevent import (\n    event,\n)\n',
  },
  {
    title: 'a plain import shared by other modules',
    before: 'import os, gevent.monkey, sys\ngevent.monkey.patch_all()\ngevent.sleep(0)\n',
    after: 'import gevent.monkey\ngevent.monkey.patch_all()\n\nimport os, sys\ngevent.sleep(0)\n',
    calls: ['gevent.monkey.patch_all()'],
  },
  {
    title: 'under an alias, with arguments over several lines',
    before:
      'import time\nfrom gevent import monkey as m\nm.patch_all(\n    thread=False,  # real threads\n    sys=True,\n)\ntime.sleep(0)\n',
    after:
      'from gevent import monkey as m\nm.patch_all(\n    thread=False,  # real threads\n    sys=True,\n)\n\nimport time\ntime.sleep(0)\n',
    calls: ['m.patch_all(\n    thread=False,  # real threads\n    sys=True,\n)'],
  },
  {
    title: 'import gevent.monkey as gm',
    before: 'import time\nimport gevent.monkey as gm\ngm.patch_all()\n',
    after: 'import gevent.monkey as gm\ngm.patch_all()\n\nimport time\n',
    calls: ['gm.patch_all()'],
  },
  {
    title: 'from gevent.monkey import patch_all',
    before:
      'import time\nfrom gevent.monkey import patch_all, get_original\n\npatch_all()\nget_original\n',
    after:
      'from gevent.monkey import patch_all\npatch_all()\n\nimport time\nfrom gevent.monkey import get_original\n\nget_original\n',
    calls: ['patch_all()'],
  },
  {
    title: 'several calls that stand together',
    before:
      'import time\nfrom gevent import monkey\nmonkey.patch_socket(); monkey.patch_ssl()\nx = 1\n',
    after:
      'from gevent import monkey\nmonkey.patch_socket()\nmonkey.patch_ssl()\n\nimport time\nx = 1\n',
    calls: ['monkey.patch_socket()', 'monkey.patch_ssl()'],
  },
  {
    title: 'under the main guard, in tabs and CRLF, which becomes empty',
    before:
      'import time\r\n\r\nif __name__ == "__main__":\r\n\tfrom gevent import monkey\r\n\tmonkey.patch_all()\r\n',
    after:
      'from gevent import monkey\r\nmonkey.patch_all()\r\n\r\nimport time\r\n\r\nif __name__ == "__main__":\r\n\tpass\r\n',
  },
  {
    title: 'under the main guard, which keeps the rest',
    before:
      'import time\nfrom gevent import monkey\n\nif __name__ == "__main__":\n    monkey.patch_all()\n\n    time.sleep(1)\n',
    after:
      'from gevent import monkey\nmonkey.patch_all()\n\nimport time\n\nif __name__ == "__main__":\n    time.sleep(1)\n',
  },
  {
    title: 'in a function on one line',
    before: 'from gevent import monkey\nimport time\ndef setup(): monkey.patch_all()\nsetup()\n',
    after:
      'from gevent import monkey\nmonkey.patch_all()\n\nimport time\ndef setup(): pass\nsetup()\n',
  },
  {
    title: 'comments go with their lines, others stay',
    before:
      'import time  # clock\n\n# gevent must patch early\nfrom gevent import monkey  # noqa: E402\n# all of it\nmonkey.patch_all()  # really\n\n# the rest\nx = 1\n',
    after:
      '# gevent must patch early\nfrom gevent import monkey  # noqa: E402\n# all of it\nmonkey.patch_all()  # really\n\nimport time  # clock\n\n# the rest\nx = 1\n',
  },
  {
    title: 'blank lines before all else',
    before: '\n\nimport time\nfrom gevent import monkey\nmonkey.patch_all()\n',
    after: '\n\nfrom gevent import monkey\nmonkey.patch_all()\n\nimport time\n',
  },
  {
    title: 'two lines free above a def',
    before: 'def f():\n    pass\n\n\nfrom gevent import monkey\nmonkey.patch_all()\n',
    after: 'from gevent import monkey\nmonkey.patch_all()\n\n\ndef f():\n    pass\n',
  },
  {
    title: 'no line ending at the end of the file',
    before: 'import time\nfrom gevent import monkey\nmonkey.patch_all()',
    after: 'from gevent import monkey\nmonkey.patch_all()\n\nimport time\n',
  },
  {
    title: 'the import stands first, the call does not',
    before:
      '"""Doc."""\n\nfrom gevent import monkey\n\nimport time\n\nmonkey.patch_all()\n\nx = 1\n',
    after: '"""Doc."""\n\nfrom gevent import monkey\nmonkey.patch_all()\n\nimport time\n\nx = 1\n',
  },
  {
    title: 'a continuation line and an emoji before the column',
    before: 'x = "🐍🐍"; from gevent import \\\n    monkey\nmonkey.patch_all(); y = 2\n',
    after: 'from gevent import \\\n    monkey\nmonkey.patch_all()\n\nx = "🐍🐍"\ny = 2\n',
  },
];

describe('movePatchFirst', () => {
  for (const { title, before, after, calls } of cases) {
    it(title, async () => {
      const result = await move(before, calls);
      expect(result).toBe(after);
      const again = calls?.map((call) => call.trim()) ?? ['monkey.patch_all()'];
      expect(await move(after, again), 'a second time changes nothing').toBe(after);
    });
  }

  const refused: [string, string, string?][] = [
    [
      'an argument from above',
      'import os\nfrom gevent import monkey\nmonkey.patch_all(thread=os.x)\n',
      'monkey.patch_all(thread=os.x)',
    ],
    [
      'optional gevent',
      'import os\ntry:\n    from gevent import monkey\n    monkey.patch_all()\nexcept ImportError:\n    pass\n',
    ],
    [
      'a name that is bound twice',
      'import os\nmonkey = None\nfrom gevent import monkey\nmonkey.patch_all()\n',
    ],
    ['a value that is used', 'import os\nfrom gevent import monkey\nx = monkey.patch_all()\n'],
    [
      'an else branch',
      'import os\nfrom gevent import monkey\nif os:\n    pass\nelse:\n    monkey.patch_all()\n',
    ],
    ['a star import', 'import os\nfrom gevent.monkey import *\npatch_all()\n', 'patch_all()'],
  ];
  for (const [title, text, call] of refused) {
    it(`refuses ${title}`, async () => {
      expect(await move(text, [call ?? 'monkey.patch_all()'])).toBeUndefined();
    });
  }

  it('never makes a second patch', async () => {
    const text =
      'from gevent import monkey\nmonkey.patch_all()\nimport os\nmonkey.patch_all(os=False)\n';
    expect(await move(text, ['monkey.patch_all(os=False)'])).toBeUndefined();
  });

  it('collapses a call that is written twice', async () => {
    const text =
      'import os\nfrom gevent import monkey\nmonkey.patch_all()\nx = 1\nmonkey.patch_all()\n';
    const result = await edited(text, (file) =>
      movePatchFirst(
        file,
        [spanOf(text, 'monkey.patch_all()'), spanOf(text, 'monkey.patch_all()', 1)],
        noGuard,
      ),
    );
    expect(result).toBe('from gevent import monkey\nmonkey.patch_all()\n\nimport os\nx = 1\n');
  });

  it('carries the guards that the tools of the workspace need', async () => {
    const text =
      'import os\nimport re  # noqa: F401\nimport ssl  # noqa\nfrom a import (\n    b,\n)\nfrom c import \\\n    d\nimport x  # type: ignore\nfrom gevent import monkey, pool\nmonkey.patch_all()\n';
    expect(await move(text, undefined, { isort: true, e402: true, autopep8: true })).toBe(
      'from gevent import monkey\nmonkey.patch_all()\n# isort: split\n\nimport os  # noqa: E402\nimport re  # noqa: F401, E402\nimport ssl  # noqa\nfrom a import (  # noqa: E402\n    b,\n)\nfrom c import \\\n    d  # noqa: E402\nimport x  # type: ignore  # noqa: E402\nfrom gevent import pool  # noqa: E402\n',
    );
  });
});

describe('insertPatchFirst', () => {
  const insert = (text: string) => edited(text, (file) => insertPatchFirst(file, noGuard));

  it('writes the two lines into an entry that has none', async () => {
    expect(await insert('"""Doc."""\nimport os\n')).toBe(
      '"""Doc."""\n\nfrom gevent import monkey\nmonkey.patch_all()\n\nimport os\n',
    );
    expect(await insert('')).toBe('from gevent import monkey\nmonkey.patch_all()\n');
  });

  it('moves an import of monkey that is there already', async () => {
    expect(await insert('import os\nfrom gevent import monkey, pool\nmonkey.get_original\n')).toBe(
      'from gevent import monkey\nmonkey.patch_all()\n\nimport os\nfrom gevent import pool\nmonkey.get_original\n',
    );
  });

  it('avoids a name that means something else', async () => {
    expect(await insert('import monkey\n')).toBe(
      'import gevent.monkey\ngevent.monkey.patch_all()\n\nimport monkey\n',
    );
    expect(await insert('import monkey\ngevent = 1\n')).toBeUndefined();
  });

  it('refuses a file that patches already', async () => {
    expect(
      await insert('import os\nfrom gevent import monkey\nmonkey.patch_all()\n'),
    ).toBeUndefined();
  });
});

describe('removePatch', () => {
  const remove = (text: string) =>
    edited(text, (file) => removePatch(file, [spanOf(text, 'monkey.patch_all()')]));

  it('takes the import along where nothing else uses it', async () => {
    expect(
      await remove('"""Doc."""\n\nfrom gevent import monkey\nmonkey.patch_all()\n\nimport os\n'),
    ).toBe('"""Doc."""\n\nimport os\n');
    expect(await remove('from gevent import monkey\nmonkey.patch_all()\nmonkey.saved\n')).toBe(
      'from gevent import monkey\nmonkey.saved\n',
    );
  });
});

describe('moveImportFirst', () => {
  const moveImport = (text: string, at: string) =>
    edited(text, (file) => moveImportFirst(file, spanOf(text, at), noGuard));

  it('moves a statement with its comments, below docstring and __future__', async () => {
    expect(
      await moveImport(
        '"""Doc."""\nfrom __future__ import annotations\nimport os\n\n# First.\nimport green  # patches\n\nos.fork()\n',
        'green',
      ),
    ).toBe(
      '"""Doc."""\nfrom __future__ import annotations\n\n# First.\nimport green  # patches\n\nimport os\n\nos.fork()\n',
    );
  });

  it('leaves the other names of a shared import', async () => {
    expect(await moveImport('import os\nfrom shop import a, green as g\n', 'green')).toBe(
      'from shop import green as g\n\nimport os\nfrom shop import a\n',
    );
  });

  it('does nothing where the import stands first', async () => {
    const text = '"""Doc."""\nimport green\nimport os\n';
    expect(await moveImport(text, 'green')).toBe(text);
  });

  it('refuses imports under a condition and star imports', async () => {
    expect(await moveImport('import os\nif os:\n    import green\n', 'green')).toBeUndefined();
    expect(await moveImport('import os\nfrom green import *\n', 'green')).toBeUndefined();
  });
});

describe('movePatchFirst out of a block', () => {
  it('takes the comments that open the block, and leaves pass', async () => {
    expect(
      await move(
        'import os\nimport gevent.monkey\n\nif __name__ == "__main__":\n    # First.\n    gevent.monkey.patch_all()  # all\n',
        ['gevent.monkey.patch_all()'],
      ),
    ).toBe(
      'import gevent.monkey\n# First.\ngevent.monkey.patch_all()  # all\n\nimport os\n\nif __name__ == "__main__":\n    pass\n',
    );
  });
});
