import { describe, expect, it, test } from 'vitest';
import type { Project } from '../../server/src/project/project.ts';
import { factsOf } from '../support/parser.ts';
import { projectOf } from '../support/project.ts';

/** The files that the imports of a module run. */
function targetsOf(project: Project, path: string): string[] {
  const module = project.moduleAt(`/ws/${path}`)!;
  return module.scopes
    .flatMap((scope) => scope.events)
    .flatMap((event) => project.importTargets(event))
    .map((target) => target.module.path.slice('/ws/'.length));
}

const head = 'import os, sys, site\nfrom pathlib import Path\n';

/** What `import tool` runs in `bin/run.py` behind `text`. */
async function toolOf(text: string, files: Record<string, string> = {}): Promise<string[]> {
  const project = await projectOf({
    'bin/run.py': `${head}${text}\nimport tool\n`,
    'bin/lib/tool.py': '',
    ...files,
  });
  return targetsOf(project, 'bin/run.py');
}

describe('a script that adds a folder to its search path', () => {
  test.each([
    'sys.path.insert(0, os.path.join(os.path.dirname(__file__), "lib"))',
    'sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))',
    'sys.path.append(os.path.dirname(__file__) + "/lib")',
    'sys.path.append(os.path.dirname(__file__) + os.sep + "lib")',
    'sys.path.append("lib")',
    'sys.path.append(f"{os.path.dirname(__file__)}/lib")',
    'HERE = Path(__file__).parent\nsys.path.insert(0, f"{HERE}/lib/")',
    'name = "lib"\nsys.path.insert(0, f"./{name}")',
    'sys.path.append("./lib/")',
    'sys.path.append("bin/lib")',
    'sys.path.append(os.path.join(os.getcwd(), "lib"))',
    'sys.path.append(os.path.abspath("lib"))',
    'sys.path += ["lib"]',
    'sys.path.extend(["other", "lib"])',
    'sys.path = ["lib"] + sys.path',
    'sys.path = sys.path + ["lib"]',
    'sys.path[:0] = ["lib"]',
    'sys.path.insert(0, str(Path(__file__).parent / "lib"))',
    'sys.path.insert(0, str(Path(__file__).resolve().parent.joinpath("lib")))',
    'sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bin" / "lib"))',
    'sys.path.insert(0, os.fspath(Path(__file__).parent.parent / "bin/lib"))',
    'sys.path.insert(0, Path(__file__).with_name("x").parent.as_posix() if 0 else "lib")\nsys.path.append("lib")',
    'site.addsitedir("lib")',
    'sys.path.append(os.path.join(sys.path[0], "lib"))',
    'sys.path.append(os.path.join(os.path.dirname(sys.argv[0]), "lib"))',
    'HERE = os.path.dirname(os.path.abspath(__file__))\nsys.path.append(os.path.join(HERE, "lib"))',
    'HERE = Path(__file__).parent\nLIB = HERE / "lib"\nif LIB not in sys.path:\n    sys.path.insert(0, str(LIB))',
    'at = os.path.dirname(__file__)\nat = os.path.join(at, "lib")\nsys.path.insert(0, at)',
    'for name in ("src", "lib"):\n    sys.path.insert(0, name)',
    'def start():\n    here = os.path.dirname(__file__)\n    sys.path.insert(0, os.path.join(here, "lib"))\nstart()',
    'HERE = os.path.dirname(__file__)\ndef start():\n    sys.path.insert(0, os.path.join(HERE, "lib"))\nstart()',
    'if getattr(sys, "frozen", False):\n    at = os.path.dirname(sys.executable)\nelse:\n    at = os.path.dirname(__file__)\nsys.path.append(os.path.join(at, "lib"))',
    'from sys import path\nfrom os.path import dirname, join\npath.append(join(dirname(__file__), "lib"))',
    'import os.path as op\nsys.path.append(op.normpath(op.join(__file__, "..", "lib")))',
    'import pathlib\nsys.path.append(str(pathlib.Path(pathlib.Path(__file__).parent, "lib")))',
  ])('finds what lies there: %s', async (text) => {
    expect(await toolOf(text)).toEqual(['bin/lib/tool.py']);
  });

  test.each([
    '',
    'sys.path.append("li")',
    'sys.path.append("/lib")',
    'sys.path.append("../../../lib")',
    'sys.path.append(os.environ["LIB"])',
    'sys.path.append(os.path.join(os.environ["HOME"], "lib"))',
    'sys.path.append(f"{name}/lib")',
    'a = b = ""\nsys.path.append(f"{a}{b}/lib")',
    'at = os.environ["LIB"]\nsys.path.append(f"lib{at}")',
    'sys.path.remove("lib")',
    'paths.append("lib")',
    'def add(at):\n    sys.path.append(at)',
    'at = "lib"\nat = other()\nsys.path.append(at)',
    'sys.path.append(os.path.join("lib", "/somewhere"))',
  ])('finds nothing elsewhere: %s', async (text) => {
    expect(await toolOf(text)).toEqual([]);
  });

  it('ignores a relative folder where several may be meant', async () => {
    expect(await toolOf('sys.path.append("lib")', { 'lib/tool.py': '' })).toEqual([]);
  });

  it('searches it before its own folder where it is put in front', async () => {
    const own = { 'bin/tool.py': '' };
    expect(await toolOf('sys.path.insert(0, "lib")', own)).toEqual(['bin/lib/tool.py']);
    expect(await toolOf('sys.path.append("lib")', own)).toEqual(['bin/tool.py']);
  });

  it('searches the one that was put in front last first', async () => {
    const text = 'sys.path.insert(0, "lib")\nsys.path.insert(0, "src")';
    expect(await toolOf(text, { 'bin/src/tool.py': '' })).toEqual(['bin/src/tool.py']);
  });

  it('leaves the standard library, and known ones, before what is appended', async () => {
    const run = 'import sys\nsys.path.append("lib")\nimport queue, celery, tool\n';
    const lib = { 'lib/queue.py': '', 'lib/celery.py': '', 'lib/tool.py': '' };
    const project = await projectOf({ 'run.py': run, ...lib });
    expect(targetsOf(project, 'run.py')).toEqual(['lib/tool.py']);
  });
});

describe('the modules that such a script loads', () => {
  const files = {
    'start.py':
      'import os, sys\nHERE = os.path.dirname(__file__)\nsys.path.insert(0, os.path.join(HERE, "source"))\nimport main\n',
    'source/__init__.py': '',
    'source/main.py': 'import config\nfrom util import helper\n',
    'source/config.py': '',
    'source/util/__init__.py': '',
    'source/util/helper.py': 'import config\n',
  };

  it('find each other by their short names, also in packages', async () => {
    const project = await projectOf(files);
    expect(targetsOf(project, 'start.py')).toEqual(['source/main.py']);
    expect(targetsOf(project, 'source/main.py')).toEqual([
      'source/config.py',
      'source/util/__init__.py',
      'source/util/helper.py',
    ]);
    expect(targetsOf(project, 'source/util/helper.py')).toEqual(['source/config.py']);
  });

  it('do so only near the script', async () => {
    const project = await projectOf({
      'tools/run.py': 'import sys\nsys.path.append("vendor")\n',
      'tools/vendor/stock.py': '',
      'tools/job.py': 'import stock\n',
      'shop/app.py': 'import stock\n',
    });
    expect(targetsOf(project, 'tools/job.py')).toEqual(['tools/vendor/stock.py']);
    expect(targetsOf(project, 'shop/app.py')).toEqual([]);
  });

  it('are not confused by what only tests add', async () => {
    const project = await projectOf({
      'conftest.py': 'import sys\nsys.path.insert(0, "fakes")\n',
      'fakes/stock.py': '',
      'app.py': 'import stock\n',
      'test_app.py': 'import stock\n',
    });
    expect(targetsOf(project, 'app.py')).toEqual([]);
    expect(targetsOf(project, 'test_app.py')).toEqual(['fakes/stock.py']);
  });

  it('are none where two scripts mean different ones', async () => {
    const add = (name: string): string => `import sys\nsys.path.append("${name}")\nimport tool\n`;
    const project = await projectOf({
      'one.py': add('a'),
      'two.py': add('b'),
      'a/tool.py': '',
      'b/tool.py': '',
      'third.py': 'import tool\n',
    });
    expect(targetsOf(project, 'one.py')).toEqual(['a/tool.py']);
    expect(targetsOf(project, 'two.py')).toEqual(['b/tool.py']);
    expect(targetsOf(project, 'third.py')).toEqual([]);
  });

  it('come and go with the line that adds them', async () => {
    const project = await projectOf(files);
    expect(targetsOf(project, 'source/util/helper.py')).toEqual(['source/config.py']);
    project.setFile('/ws/start.py', await factsOf(files['start.py'].replace('source', 'sauce')));
    expect(targetsOf(project, 'source/util/helper.py')).toEqual([]);
    project.setFile('/ws/start.py', await factsOf(files['start.py']));
    expect(targetsOf(project, 'source/util/helper.py')).toEqual(['source/config.py']);
    project.removeFile('/ws/start.py');
    expect(targetsOf(project, 'source/util/helper.py')).toEqual([]);
  });

  it('are in its program, with the patch that one of them makes', async () => {
    const project = await projectOf({
      ...files,
      'source/main.py': 'from gevent import monkey\nmonkey.patch_all()\nimport config\n',
      'source/config.py': 'import time\n',
    });
    const program = project.programs.find(({ entry }) => entry.path === '/ws/start.py');
    expect(program?.order.map(({ path }) => path)).toEqual([
      '/ws/start.py',
      '/ws/source/main.py',
      '/ws/source/config.py',
    ]);
    expect(program?.finalState).toBe('after');
  });
});

describe('folders that other files name', () => {
  const app = { 'app.py': 'import tool\n', 'lib/tool.py': '' };

  test.each([
    ['Procfile', 'web: PYTHONPATH=lib python app.py\n'],
    ['Procfile', 'web: PYTHONPATH=$PYTHONPATH:lib python app.py\n'],
    ['Procfile', 'web: PYTHONPATH=$PWD/lib:x python app.py\n'],
    ['run.sh', 'export PYTHONPATH=./lib\npython app.py\n'],
    ['.env', 'PYTHONPATH=lib\n'],
    ['Dockerfile', 'FROM x\nWORKDIR /srv\nENV PYTHONPATH=/srv/lib\nCMD ["python", "app.py"]\n'],
    ['Dockerfile', 'FROM x\nENV PYTHONPATH=/srv/app/lib\nCMD ["python", "/srv/app/app.py"]\n'],
    ['deploy/web.service', '[Service]\nEnvironment=PYTHONPATH=/srv/lib\nExecStart=python app.py\n'],
    [
      'compose.yaml',
      'services:\n  web:\n    environment:\n      PYTHONPATH: /code/lib\n    command: python app.py\n',
    ],
    ['setup.py', 'setup(package_dir={"": "lib"})\n'],
    ['setup.py', 'setup(packages=find_packages(where="lib"))\n'],
    ['setup.py', 'setup(packages=find_packages("lib", exclude=["x"]))\n'],
    ['setup.cfg', '[options]\npackage_dir =\n    =lib\n'],
    ['setup.cfg', '[options.packages.find]\nwhere = lib\n'],
    ['pyproject.toml', '[tool.setuptools]\npackage-dir = {"" = "lib"}\n'],
    ['pyproject.toml', '[tool.setuptools.packages.find]\nwhere = ["lib"]\n'],
    ['pyproject.toml', '[tool.poetry]\npackages = [{ include = "tool", from = "lib" }]\n'],
    ['pyproject.toml', '[tool.pdm.build]\npackage-dir = "lib"\n'],
  ])('%s: %s', async (name, text) => {
    const project = await projectOf({ ...app, [name]: text });
    expect(targetsOf(project, 'app.py')).toEqual(['lib/tool.py']);
    project.removeDeployment(`/ws/${name}`);
    expect(targetsOf(project, 'app.py')).toEqual([]);
  });

  test.each([
    ['pytest.ini', '[pytest]\npythonpath = . lib\n'],
    [
      'tox.ini',
      '[testenv]\nsetenv =\n  PYTHONPATH = {toxinidir}/lib\n  OTHER = 1\ncommands = pytest\n',
    ],
    ['.gitlab-ci.yml', 'test:\n  variables:\n    PYTHONPATH: lib\n  script: pytest\n'],
    ['setup.cfg', '[tool:pytest]\npythonpath = lib\n'],
    ['pyproject.toml', '[tool.pytest.ini_options]\npythonpath = ["lib"]\n'],
  ])('count for tests alone where pytest does it, %s', async (name, text) => {
    const project = await projectOf({ ...app, 'test_app.py': 'import tool\n', [name]: text });
    expect(targetsOf(project, 'test_app.py')).toEqual(['lib/tool.py']);
    expect(targetsOf(project, 'app.py')).toEqual([]);
  });

  test.each([
    ['Procfile', 'web: PYTHONPATH=../lib python app.py\n'],
    ['Procfile', 'web: PYTHONPATH=$LIB python app.py\n'],
    ['Procfile', 'web: PYTHONPATH=/opt/vendor python app.py\n'],
    ['Procfile', 'web: LIBRARY=lib python app.py\n'],
    ['setup.py', 'setup(package_dir={"tool": "lib"})\n'],
  ])('say nothing of others: %s: %s', async (name, text) => {
    expect(targetsOf(await projectOf({ ...app, [name]: text }), 'app.py')).toEqual([]);
  });

  it('are the folder of an image or a Procfile, for the service that lies there', async () => {
    const service = async (name: string, text: string): Promise<string[]> => {
      const project = await projectOf({
        'api/svc/__init__.py': '',
        'api/svc/app.py': 'import svc.db\nimport redis\n',
        'api/svc/db.py': '',
        'api/redis.py': '',
        'jobs/run.py': 'import svc\n',
        [name]: text,
      });
      expect(targetsOf(project, 'jobs/run.py')).toEqual([]);
      return targetsOf(project, 'api/svc/app.py');
    };
    const image = 'FROM python\nCMD ["python", "-m", "svc.app"]\n';
    const found = ['api/svc/__init__.py', 'api/svc/db.py'];
    expect(await service('api/Dockerfile', image)).toEqual(found);
    expect(await service('api/Procfile', 'web: python -m svc.app\n')).toEqual(found);
    expect(await service('api/Makefile', 'run:\n\tpython -m svc.app\n')).toEqual([]);
    expect(await service('jobs/Dockerfile', image)).toEqual([]);
  });

  it('name modules as they are imported', async () => {
    const project = await projectOf({ ...app, 'setup.py': 'setup(package_dir={"": "lib"})\n' });
    expect(project.moduleAt('/ws/lib/tool.py')?.name).toBe('tool');
  });
});
