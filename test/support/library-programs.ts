/** Small programs that use a row of the table of libraries, made from the table itself. */
import { type Library, libraries } from '../../server/src/knowledge/libraries.ts';
import { type LibrarySetup, setupsOf } from '../../server/src/knowledge/library-setups.ts';
import { returnTypes } from '../../server/src/knowledge/return-types.ts';

type Files = Readonly<Record<string, string>>;

const results = returnTypes.filter(({ kind }) => kind !== 'item' && kind !== 'enter');
const classes = new Set(results.map(({ type }) => type));
const libraryModules = new Set(libraries.flatMap(({ modules }) => modules));

const lastName = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
const ownerOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));

/** Whether a call is a method, and so needs an object. */
export function isMethod(call: string): boolean {
  const owner = ownerOf(call);
  if (classes.has(owner)) return true;
  return /\.[A-Z]\w*$/.test(owner) && !libraryModules.has(owner) && !isModule(owner);
}

/** `PIL.Image` of `PIL.Image.Image.resize` has the spelling of a class, and is a module. */
function isModule(path: string): boolean {
  return [...classes].some((type) => type.startsWith(`${path}.`));
}

/** An expression that makes an object of a class, as its library's users do. */
function making(type: string, seen: readonly string[] = []): string | undefined {
  if (seen.includes(type)) return undefined;
  for (const row of results.filter((one) => one.type === type)) {
    const known = [...seen, type];
    if (row.kind === 'class' || row.kind === 'call') {
      const callee = spelling(row.path, known);
      if (callee !== undefined) return `${callee}()`;
      continue;
    }
    const owner = making(row.kind === 'attribute' ? ownerOf(row.path) : row.path, known);
    if (owner === undefined) continue;
    if (row.kind === 'attribute') return `${owner}.${lastName(row.path)}`;
    if (row.kind === 'subscript') return `${owner}["x"]`;
  }
  return /^[A-Z]/.test(lastName(type)) ? `${type}()` : undefined;
}

function spelling(call: string, seen: readonly string[] = []): string | undefined {
  if (!isMethod(call)) return call;
  const owner = making(ownerOf(call), seen);
  return owner === undefined ? undefined : member(owner, call);
}

function member(owner: string, call: string): string {
  return lastName(call) === '__call__' ? owner : `${owner}.${lastName(call)}`;
}

/** How a call of a row is written; undefined where no expression leads to it. */
export interface WrittenCall {
  /** The module that has to be imported. */
  readonly module: string;
  /** `psycopg2.connect().cursor()`; undefined of a function. */
  readonly object: string | undefined;
  /** `psycopg2.connect().cursor().execute(x)`. */
  readonly text: string;
  /** The same on an object that `thing` is the name of. */
  readonly ofThing: string;
}

export function written(row: Library, call: string): WrittenCall | undefined {
  const name = call.replace(/\.\*$/, '.anything');
  const callee = spelling(name);
  if (callee === undefined) return undefined;
  const given = row.cost === 'input' ? '(b"x" * 2_000_000)' : '(x)';
  const head = /^[\w.]+/.exec(callee)?.[0] ?? '';
  const object = isMethod(name) ? making(ownerOf(name)) : undefined;
  const ofThing = `${member('thing', name)}${given}`;
  return { module: moduleIn(head), object, text: `${callee}${given}`, ofThing };
}

/** The module in front of the first class or function of a path. */
function moduleIn(path: string): string {
  const parts = path.split('.');
  const prefixes = parts.map((_part, index) => parts.slice(0, index + 1).join('.'));
  const end = prefixes.findIndex(
    (prefix, index) =>
      index > 0 && /\.[A-Z]\w*$/.test(prefix) && !libraryModules.has(prefix) && !isModule(prefix),
  );
  return prefixes[(end > 0 ? end : parts.length - 1) - 1] ?? path;
}

/** A version within a range, or one just outside of it. */
export function versionFor(range: string | undefined, within: boolean): string | undefined {
  const from = /(?:^|,)>=([\d.]+)/.exec(range ?? '')?.[1];
  const below = /(?:^|,)<([\d.]+)/.exec(range ?? '')?.[1];
  if (within) return from ?? (below === undefined ? '99.0' : '0.0.1');
  return below ?? (from === undefined ? undefined : '0.0.1');
}

/** A requirements file with the versions for which a row holds, or just not. */
export function requirements(
  row: Library,
  versions = versionFor(row.versions, true),
  gevent = versionFor(row.gevent, true),
): string {
  const extra = row.extras === undefined ? '' : `[${row.extras[0]}]`;
  return `gevent==${gevent}\n${row.distributions[0]}${extra}==${versions}\n`;
}

export const patch = 'from gevent import monkey\nmonkey.patch_all()\n';

/** What a program must do besides, for the row to hold. */
function besides(row: Library): string {
  const calls = row.called === undefined ? [] : [row.called];
  if (row.when === 'set-up') {
    calls.push(...setupsOf(row).flatMap(({ how, path }) => (how === 'call' ? [path] : [])));
  }
  return calls.map((path) => `import ${ownerOf(path)}\n${path}()\n`).join('');
}

/** A program whose `job` makes a call; `parts` replace those of a loud one. */
export function program(
  row: Library,
  call: Pick<WrittenCall, 'module' | 'text'>,
  parts: {
    readonly patch?: string;
    readonly setup?: string;
    readonly imports?: string;
    readonly start?: string;
    readonly requirements?: string;
    readonly files?: Files;
  } = {},
): Files {
  const imports = parts.imports ?? `import ${call.module}\n`;
  return {
    'requirements.txt': parts.requirements ?? requirements(row),
    'app.py': `${parts.patch ?? patch}${parts.setup ?? ''}${imports}import gevent
x = 1
${besides(row)}
def job():
    ${call.text}

${parts.start ?? 'gevent.spawn(job).join()'}
`,
    ...parts.files,
  };
}

/** The statements that set a library up; undefined for what is given where it is used. */
export function settingUp({ how, path }: LibrarySetup): string | undefined {
  switch (how) {
    case 'call':
      return `import ${ownerOf(path)}\n${path}()\n`;
    case 'instead':
    case 'module':
      return `import ${path}\n`;
    case 'assignment':
      return `import ${ownerOf(path)}\n${path} = monkey.get_original("${ownerOf(path)}", "${lastName(path)}")\n`;
    case 'argument':
      return undefined;
  }
}
