import { describe, expect, it } from 'vitest';
import { readOrderGuard } from '../../server/src/analysis/order-guard.ts';

const read = (name: string, text: string, file = '/ws/src/app.py') => {
  const { isort, e402, autopep8 } = readOrderGuard([{ path: `/ws/${name}`, text }], file);
  return { isort, e402, autopep8 };
};
const nothing = { isort: false, e402: false, autopep8: false };
const e402 = { ...nothing, e402: true };
const isort = { ...nothing, isort: true };
const autopep8 = { ...nothing, autopep8: true };

const cases: [string, string, string, typeof nothing][] = [
  ['ruff without a selection', 'pyproject.toml', '[tool.ruff]\nline-length = 100\n', nothing],
  ['ruff that selects E', 'pyproject.toml', '[tool.ruff.lint]\nselect = ["E", "F"]\n', e402],
  ['ruff that selects ALL', 'ruff.toml', '[lint]\nselect = ["ALL"]\n', e402],
  ['ruff that extends by E4, old place', '.ruff.toml', 'extend-select = ["E4"]\n', e402],
  [
    'ruff that ignores it',
    'pyproject.toml',
    '[tool.ruff.lint]\nselect = ["E"]\nignore = ["E402"]\n',
    nothing,
  ],
  ['ruff that selects others', 'ruff.toml', '[lint]\nselect = ["E5", "F"]\n', nothing],
  [
    'ruff that spares the file',
    'ruff.toml',
    '[lint]\nselect = ["E"]\n[lint.per-file-ignores]\n"src/*.py" = ["E402"]\n',
    nothing,
  ],
  [
    'ruff that spares another',
    'ruff.toml',
    '[lint]\nselect = ["E"]\n[lint.per-file-ignores]\n"tests/**" = ["E402"]\n"other.py" = ["E402"]\n',
    e402,
  ],
  ['isort', 'pyproject.toml', '[tool.isort]\nprofile = "black"\n', nothing],
  ['isort that floats', 'pyproject.toml', '[tool.isort]\nfloat_to_top = true\n', isort],
  [
    'isort that floats in its own file',
    '.isort.cfg',
    '[settings]\nprofile = black\nfloat_to_top = True\n',
    isort,
  ],
  ['isort that floats in setup.cfg', 'setup.cfg', '[isort]\nfloat_to_top=1\n', isort],
  ['autopep8', 'pyproject.toml', '[tool.autopep8]\naggressive = 3\n', autopep8],
  [
    'autopep8 that ignores it',
    'pyproject.toml',
    '[tool.autopep8]\nignore = "E501,E402"\n',
    nothing,
  ],
  ['flake8', '.flake8', '[flake8]\nmax-line-length = 100\n', e402],
  ['flake8 that ignores it', 'tox.ini', '[flake8]\nignore =\n    E501,\n    E402  \n', nothing],
  ['flake8 that ignores all of E', 'setup.cfg', '[flake8]\nextend-ignore = E,W503\n', nothing],
  [
    'flake8 that spares the file',
    '.flake8',
    '[flake8]\nper-file-ignores =\n    src/app.py: E402, F401\n    x.py:E1\n',
    nothing,
  ],
  [
    'flake8 that spares another',
    '.flake8',
    '[flake8]\nper-file-ignores = __init__.py:E402\n',
    e402,
  ],
  ['tox.ini without it', 'tox.ini', '[tox]\nenvlist = py312\n', nothing],
  ['pycodestyle', 'setup.cfg', '[pycodestyle]\nmax_line_length = 100\n', e402],
  [
    'pre-commit',
    '.pre-commit-config.yaml',
    'repos:\n- repo: x\n  hooks:\n  - id: autopep8\n  - id: "flake8"\n  - id: isort\n    args: [--float-to-top]\n',
    { isort: true, e402: true, autopep8: true },
  ],
  [
    'pre-commit with arguments',
    '.pre-commit-config.yaml',
    'repos:\n- repo: x\n  hooks:\n  - id: autopep8\n    args: [-i, --ignore=E402]\n- repo: y\n  hooks:\n  - id: ruff\n    args: [--fix]\n  - id: black\n',
    nothing,
  ],
  ['TOML that is broken', 'pyproject.toml', '[tool.ruff\nselect = [', nothing],
  ['an ini that is broken', 'setup.cfg', 'ignore = E402\n[[[\n = \n', nothing],
  ['tool tables of the wrong type', 'pyproject.toml', 'tool = 3\n', nothing],
];

describe('readOrderGuard', () => {
  for (const [title, name, text, expected] of cases) {
    it(title, () => expect(read(name, text)).toEqual(expected));
  }

  it('reads carriage returns', () => {
    expect(read('.flake8', '[flake8]\r\nignore =\r\n    E402\r\n')).toEqual(nothing);
  });

  it('counts only files above', () => {
    expect(
      readOrderGuard([{ path: '/ws/other/.flake8', text: '[flake8]\n' }], '/ws/src/app.py'),
    ).toEqual(nothing);
  });
});
