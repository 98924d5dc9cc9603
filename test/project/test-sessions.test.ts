import { describe, expect, test } from 'vitest';
import { linked } from '../support/marked-project.ts';

const PATCH = 'from gevent import monkey\nmonkey.patch_all()\n';

describe('a test session', () => {
  test('runs files and folders by name, a conftest.py when its folder is due', async () => {
    const it = await linked({
      'tests/conftest.py': 'MARK = 1\n',
      'tests/unit/conftest.py': PATCH,
      'tests/test_a.py': 'MARK = 1\nimport shop\n',
      'tests/unit/b_test.py': 'MARK = 1\n',
      'tests/unit/data.py': '',
      'shop.py': 'import gevent\nMARK = 1\n',
    });
    expect(it.orderOf('tests/unit/conftest.py')).toEqual([
      'tests/conftest.py',
      'tests/test_a.py',
      'shop.py',
      'tests/unit/conftest.py',
      'tests/unit/b_test.py',
    ]);
    expect(it.at('tests/conftest.py')).toEqual(['before tests/unit/conftest.py']);
    expect(it.at('tests/test_a.py')).toEqual(['before tests/unit/conftest.py']);
    expect(it.at('tests/unit/b_test.py')).toEqual(['after tests/unit/conftest.py']);
    // A test session says nothing of how the modules under test run.
    expect(it.at('shop.py')).toEqual([]);
  });

  test('is one where a test module patches beside others', async () => {
    const it = await linked({
      'tests/__init__.py': '',
      'tests/app/test_z.py': 'MARK = 1\nimport shop\n',
      'tests/test_link.py': `${PATCH}MARK = 1\n`,
      'shop.py': 'import gevent\nMARK = 1\n',
    });
    expect(it.orderOf('tests/test_link.py')).toEqual([
      'tests/app/test_z.py',
      'shop.py',
      'tests/__init__.py',
      'tests/test_link.py',
    ]);
    expect(it.at('tests/app/test_z.py')).toEqual(['before tests/test_link.py']);
    expect(it.at('tests/test_link.py')).toEqual(['after tests/test_link.py']);
    expect(it.at('shop.py')).toEqual([]);
  });

  test('is no program where nothing patches', async () => {
    const it = await linked({
      'conftest.py': 'import gevent\ndef pytest_configure():\n    pass\n',
      'test_a.py': 'import gevent\n',
    });
    expect(it.entries()).toEqual([]);
  });
});
