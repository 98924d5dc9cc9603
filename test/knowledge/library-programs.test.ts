/** Programs made of each row of the table of libraries: what it says is reported, and no more. */
import { describe, expect, it } from 'vitest';
import { type Library, libraries } from '../../server/src/knowledge/libraries.ts';
import { setupsOf } from '../../server/src/knowledge/library-setups.ts';
import { findingsOf } from '../support/fix-cases.ts';
import {
  program,
  requirements,
  settingUp,
  versionFor,
  type WrittenCall,
  written,
} from '../support/library-programs.ts';

const codes: Readonly<Record<string, string>> = {
  blocks: 'GVT301',
  'cooperates-with-setup': 'GVT302',
  cpu: 'GVT303',
  incompatible: 'GVT304',
};

type Files = Readonly<Record<string, string>>;

async function codesOf(files: Files): Promise<readonly string[]> {
  const found = await findingsOf(files);
  return found.map(({ code }) => code).filter((code) => code.startsWith('GVT3'));
}

const reported = libraries.filter(({ concerns }) => concerns !== undefined);

it('has rows of every verdict to make programs of', () => {
  expect(reported.length).toBeGreaterThan(80);
  expect(new Set(reported.map(({ verdict }) => codes[verdict]))).toEqual(
    new Set(Object.values(codes)),
  );
});

describe.each(reported.map((row) => [row.library, row] as const))('%s', (_name, row) => {
  const code = codes[row.verdict] ?? '';
  const calls = (row.calls ?? []).map((path) => ({ path, call: written(row, path) }));
  const [first] = calls.flatMap(({ call }) => call ?? []);

  it('every call can be written', () => {
    expect(calls.filter(({ call }) => call === undefined).map(({ path }) => path)).toEqual([]);
  });
  if (first === undefined) return;

  it('is reported for every call', async () => {
    const silent: string[] = [];
    for (const { path, call } of calls) {
      if (call === undefined) continue;
      for (const files of loud(row, call)) {
        if (!(await codesOf(files)).includes(code)) silent.push(`${path}: ${files['app.py']}`);
      }
    }
    expect(silent).toEqual([]);
  });

  it.each(Object.entries(silentTwins(row, first)))('is silent: %s', async (_twin, files) => {
    expect(await codesOf(files)).toEqual([]);
  });
});

/** In the greenlet itself, and on an object that was made elsewhere. */
function loud(row: Library, call: WrittenCall): readonly Files[] {
  const itself = program(row, call);
  if (call.object === undefined) return [itself];
  const imports = `import ${call.module} as library\n`;
  const object = `thing = ${call.object.replace(call.module, 'library')}\n`;
  const made = program(row, { ...call, text: call.ofThing }, { imports: imports + object });
  // One that is made in the greenlet may be what is reported there.
  return row.concerns === 'program' ? [made] : [itself, made];
}

function silentTwins(row: Library, call: WrittenCall): Readonly<Record<string, Files>> {
  const [top = ''] = call.module.split('.');
  const twins: Record<string, Files> = {
    'a package of the project has its name': program(row, call, {
      files: { [`${top}/__init__.py`]: '', [`${call.module.replaceAll('.', '/')}.py`]: '' },
    }),
  };
  // Other rows of the library hold then.
  const others = libraries.filter((one) => one !== row && one.concerns !== undefined);
  const isAlone = !others.some(({ calls }) => row.calls?.some((path) => calls?.includes(path)));
  const older = versionFor(row.versions, false);
  if (older !== undefined && isAlone) {
    twins['another version'] = program(row, call, { requirements: requirements(row, older) });
  }
  const gevent = versionFor(row.gevent, false);
  if (gevent !== undefined) {
    const other = requirements(row, undefined, gevent).replace(/==undefined/, '==99.0');
    twins['another gevent'] = program(row, call, { requirements: other });
  }
  if (row.called === undefined && row.when === undefined) {
    const imports = `try:\n    import ${call.module}\nexcept ImportError:\n    ${top} = None\n`;
    const asks = `gevent==${versionFor(row.gevent, true)}\n`;
    twins['only supported'] = program(row, call, { imports, requirements: asks });
  }
  if (row.verdict === 'incompatible') {
    twins['without a patch'] = program(row, call, { patch: '' });
  } else {
    twins['no greenlet'] = program(row, call, { start: 'job()' });
    twins['in the thread pool'] = program(row, call, {
      start: 'gevent.spawn(gevent.get_hub().threadpool.apply, job).join()',
    });
  }
  if (row.when === undefined) Object.assign(twins, setUpTwins(row, call));
  return twins;
}

function setUpTwins(row: Library, call: WrittenCall): Readonly<Record<string, Files>> {
  const twins: Record<string, Files> = {};
  for (const setup of setupsOf(row)) {
    const statements = settingUp(setup);
    if (statements === undefined) continue;
    const indented = statements.trimEnd().replaceAll(/^/gm, '    ');
    twins[`set up by ${setup.path}`] = program(row, call, { setup: statements });
    twins[`set up by ${setup.path} in another module`] = program(row, call, {
      setup: 'import green\ngreen.set_up()\n',
      files: { 'green.py': `from gevent import monkey\n\ndef set_up():\n${indented}\n` },
    });
  }
  return twins;
}

const cooperating = libraries.filter(
  ({ verdict, beyond }) => verdict === 'cooperates' && beyond === undefined,
);

describe('libraries that cooperate', () => {
  it.each(cooperating.map((row) => [row.library, row] as const))('%s', async (_name, row) => {
    const [module = ''] = row.modules;
    const calls = row.calls ?? [`${module}.connect().cursor().execute`, `${module}.Client().get`];
    const text = calls.map((path) => `${path}(x)`).join('\n    ');
    expect(await codesOf(program(row, { module, text }))).toEqual([]);
  });
});
