import { expect, test } from 'vitest';
import type { Declarations } from '../../server/src/project/declarations.ts';
import { noDeclarations } from '../../server/src/project/declarations.ts';
import { projectOf, workspace } from '../support/project.ts';

const place = { path: `${workspace}/pyproject.toml`, span: [3, 9] } as const;
const files = {
  'shop/__init__.py': '',
  'shop/main.py': 'import gevent\nfrom . import db\ndef serve():\n    gevent.spawn(print)\n',
  'shop/db.py': 'from time import sleep\n',
  'tool.py': 'import gevent\nif __name__ == "__main__":\n    gevent.spawn(print)\n',
};

async function declared(declarations: Partial<Declarations>) {
  const project = await projectOf(files);
  project.setDeclarations({ ...noDeclarations, ...declarations });
  return {
    programs: () => project.programs.map(({ entry }) => entry.path.slice(workspace.length + 1)),
    states: (name: string) =>
      project
        .patchedAt(project.moduleAt(`${workspace}/${name}`)!, 0)
        .map(({ state, program }) => `${state} ${program.outsidePatch?.by}`),
    project,
  };
}

test('an entry point may be a file or a module, and says where it was learnt', async () => {
  for (const entry of ['shop/main.py', 'shop.main', 'shop.main:serve']) {
    const it = await declared({ entryPoints: [{ entry, folder: workspace, place }] });
    expect(it.programs()).toContain('shop/main.py');
    const program = it.project.programs.find((one) => one.entry.path.endsWith('main.py'));
    expect(program?.learnt[0]?.path).toBe(place.path);
  }
});

test('what is patched by somebody else is patched before all of it', async () => {
  const by = 'our launcher';
  for (const entry of ['shop/main.py', 'shop.main']) {
    const it = await declared({ patchedBy: [{ entry, by, folder: workspace, place }] });
    expect(it.states('shop/db.py')).toEqual([`after ${by}`]);
  }
});

test('what is not gevent is no program', async () => {
  expect((await declared({})).programs()).toEqual(['tool.py']);
  const it = await declared({
    notGevent: [
      {
        entry: 'tool.py',
        folder: workspace,
        place: undefined,
        matches: (program) => program.endsWith('tool.py'),
      },
    ],
  });
  expect(it.programs()).toEqual([]);
});

test('an entry that is not there changes nothing', async () => {
  const before = (await declared({})).programs();
  const it = await declared({
    entryPoints: [{ entry: 'gone/main.py', folder: workspace, place }],
    patchedBy: [{ entry: 'gone.main', by: 'nobody', folder: workspace, place }],
  });
  expect(it.programs()).toEqual(before);
});

test('a module that says that it is run is run as python -m runs it', async () => {
  const guarded =
    'import gevent\nif __name__ == "__main__":\n    import late\n    gevent.spawn(print)\n';
  const project = await projectOf({
    'manage.py': guarded,
    'late.py': '',
    'shop/__init__.py': '',
    'shop/__main__.py': 'import gevent\nimport late\ngevent.spawn(print)\n',
    'shop/cli.py': guarded,
  });
  const orderOf = (entry: string) => {
    project.setDeclarations({
      ...noDeclarations,
      entryPoints: [{ entry, folder: workspace, place }],
    });
    const program = project.programs.find(({ learnt }) => learnt[0]?.path === place.path);
    return program?.order.map(({ path }) => path.slice(workspace.length + 1));
  };
  expect(orderOf('manage')).toEqual(['manage.py', 'late.py']);
  expect(orderOf('shop')).toEqual(['shop/__init__.py', 'shop/__main__.py', 'late.py']);
  expect(orderOf('shop.cli')).toEqual(['shop/__init__.py', 'shop/cli.py', 'late.py']);
  expect(orderOf('shop.cli:main')).toEqual(['shop/__init__.py', 'shop/cli.py']);
});
