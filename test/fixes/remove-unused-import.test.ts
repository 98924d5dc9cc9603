import { describe, expect, it } from 'vitest';
import { replaceShellCommand } from '../../server/src/fixes/replace-shell-command.ts';
import { edited, spanOf } from './edited.ts';

const call = 'os.system(c)';
const cure = 'subprocess.call(c, shell=True)';

function cured(text: string): Promise<string | undefined> {
  return edited(text, (file) => replaceShellCommand(file, spanOf(text, call))?.edits);
}

describe('a plain import goes with its last use', () => {
  it.each([
    ['alone', `import os\n\n${call}\n`, `import subprocess\n\n${cure}\n`],
    [
      'beside the new one',
      `import os\nimport sys\n\n${call}\n`,
      `import subprocess\nimport sys\n\n${cure}\n`,
    ],
    [
      'before others',
      `import os\nimport re\nimport subprocess\n\n${call}\n`,
      `import re\nimport subprocess\n\n${cure}\n`,
    ],
    [
      'after others, CRLF',
      `import abc\r\nimport os\r\n\r\n${call}\r\n`,
      `import abc\r\nimport subprocess\r\n\r\n${cure}\r\n`,
    ],
    [
      'below the patch, marked for E402',
      `import gevent.monkey\ngevent.monkey.patch_all()\n\nimport os  # noqa: E402\n\n${call}\n`,
      `import gevent.monkey\ngevent.monkey.patch_all()\n\nimport subprocess  # noqa: E402\n\n${cure}\n`,
    ],
    [
      'in a function',
      `import subprocess\n\n\ndef f(c):\n    import os\n\n    ${call}\n`,
      `import subprocess\n\n\ndef f(c):\n    ${cure}\n`,
    ],
  ])('%s', async (_title, before, after) => {
    expect(await cured(before)).toBe(after);
  });
});

describe('an import stays', () => {
  it.each([
    ['that something else uses', `import os\nimport subprocess\n\n${call}\nos.getpid()\n`],
    ['that shares its statement', `import os, re\nimport subprocess\n\n${call}\n`],
    ['that shares its line', `import os; import re\nimport subprocess\n\n${call}\n`],
    ['that is said to be exported', `import os\nimport subprocess\n\n__all__ = ["os"]\n${call}\n`],
    ['that an annotation names', `import os\nimport subprocess\n\np: "os.PathLike"\n${call}\n`],
    ['that is marked', `import os  # noqa: F401\nimport subprocess\n\n${call}\n`],
    ['under a condition', `import subprocess\n\nif c:\n    import os\n${call}\n`],
    ['that a comment speaks of', `import os\nimport subprocess\n\n# as os does\n${call}\n`],
    ['of a submodule', `import os.path\nimport subprocess\n\n${call}\n`],
  ])('%s', async (_title, before) => {
    expect(await cured(before)).toBe(before.replace(call, cure));
  });
});
