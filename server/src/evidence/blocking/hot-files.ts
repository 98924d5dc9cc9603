import type { Expression } from '../../facts/expression.ts';
import { loopsAround } from '../../project/loops.ts';
import type {
  BlockView,
  CallView,
  GreenletReach,
  ProjectView,
  UnitView,
} from '../../project/model.ts';
import { assignedTo } from './known-size.ts';
import { isFileMethod, isReadThrough, opensFile, usesOfFile } from './opened-files.ts';

/** Work on all that lies in a folder, whatever that is. */
const wholeTrees =
  /^(?:shutil\.(?:copytree|rmtree|make_archive|unpack_archive)|os\.f?walk|pathlib\.Path\.(?:rglob|walk)|(?:tarfile\.TarFile|zipfile\.ZipFile)\.extractall)$/;
/** Reads or copies of one whole file. */
const wholeFiles =
  /^(?:pathlib\.Path\.read_(?:text|bytes)|shutil\.(?:copy|copy2|copyfile|copyfileobj)|filecmp\.cmp|xml\.etree\.ElementTree\.parse)$/;
const deepest = 8;

/**
 * Whether a call reads or copies a whole file whose path comes from somewhere else, or a whole
 * directory tree, where requests are served, or again and again in a loop. Files whose path stands
 * in the code are taken as small and known.
 */
export function isOnHotPath(call: CallView, reach: GreenletReach, project: ProjectView): boolean {
  const loop = loopAround(call);
  if (!reach.serves && loop === undefined) return false;
  const path = call.path ?? '';
  if (wholeTrees.test(path) || isRecursive(call)) return reach.serves && !isOwnTemporary(call);
  if (opensFile(call)) {
    if (!usesOfFile(call).some(isWholeRead) && !isReadThrough(call)) return false;
  } else if (!wholeFiles.test(path)) return false;
  const named = pathsOf(call);
  if (named.length === 0) return false;
  return named.some((one) =>
    reach.serves
      ? isGiven(one, call.unit, project) || isOfLoop(one, call, false)
      : isOfLoop(one, call, reach.many),
  );
}

/** The path on a network file system that a call names; undefined where it is not known to be one. */
export function networkFileOf(call: CallView, project: ProjectView): string | undefined {
  const { module } = call.scope;
  for (const one of pathsOf(call)) {
    const text = textOf(one, call.unit, project);
    if (text !== undefined && project.isOnNetwork(text, module)) return text;
  }
  return undefined;
}

/** `glob("**")`, `glob.glob(pattern, recursive=True)`: goes through the folders below, too. */
function isRecursive({ path = '', call }: CallView): boolean {
  const [pattern] = call.arguments;
  if (path === 'pathlib.Path.glob') {
    return pattern?.value.kind === 'string' && pattern.value.value.includes('**');
  }
  return (
    /^glob\.i?glob$/.test(path) &&
    call.arguments.some(
      ({ keyword, value }) =>
        keyword === 'recursive' && value.kind === 'constant' && value.value === 'True',
    )
  );
}

/** Reads to the end: `read()`, `readlines()`, `json.load(file)`, `copyfileobj(file, …)`. */
export function isWholeRead({ path = '', call }: CallView): boolean {
  if (isFileMethod(path)) {
    return /\.(?:read|readlines)$/.test(path) && call.arguments.length === 0;
  }
  return /(?:\.load|\.file_digest|\.copyfileobj|\.extractall|\.ZipFile\.(?:read|extract))$/.test(
    path,
  );
}

/** What a call takes as paths: of a method of Path the object itself, else the first arguments. */
function pathsOf({ call, path = '' }: CallView): readonly Expression[] {
  const { callee } = call;
  if (path.startsWith('pathlib.Path.')) return callee.kind === 'attribute' ? [callee.base] : [];
  if (isFileMethod(path)) return [];
  const positional = call.arguments.filter(
    ({ keyword, star }) => star === undefined && (keyword === undefined || isPathWord(keyword)),
  );
  const most = /^(?:shutil|filecmp)\.|^os\.(?:rename|replace|link|symlink)$/.test(path) ? 2 : 1;
  return positional.slice(0, most).map(({ value }) => value);
}

function isPathWord(keyword: string): boolean {
  return /^(?:file|filename|path|src|dst|name)$/.test(keyword);
}

/** Whether an expression depends on what the function was given, or on a loop. */
function isGiven(expression: Expression, unit: UnitView, project: ProjectView, depth = 0): boolean {
  if (depth > deepest) return false;
  const { scope } = unit;
  const inner = (one: Expression) => isGiven(one, unit, project, depth + 1);
  switch (expression.kind) {
    case 'name': {
      const parameters = scope.facts?.parameters ?? [];
      const index = parameters.findIndex(({ name }) => name === expression.name);
      if (index >= 0) return index > 0 || !isOwnObject(unit);
      return scope.events.some(({ event, unit: other }) => {
        if (event.kind === 'iterate') {
          return names(event.target, expression.name) && inner(event.iterable);
        }
        if (event.kind !== 'assign' || other !== unit) return false;
        if (!event.targets.some((target) => names(target, expression.name))) return false;
        return event.value.kind !== 'name' || event.value.name !== expression.name
          ? inner(event.value)
          : false;
      });
    }
    case 'attribute':
      // `request.path`, but not `self.path`, nor `settings.PATH`.
      return inner(expression.base);
    case 'subscript':
      return inner(expression.base) || inner(expression.index);
    case 'binary':
    case 'boolean':
      return inner(expression.left) || inner(expression.right);
    case 'conditional':
      return inner(expression.then) || inner(expression.otherwise);
    case 'call': {
      const call = unit.facts.calls[expression.call];
      if (call === undefined) return false;
      return inner(call.callee) || call.arguments.some(({ value }) => inner(value));
    }
    case 'sequence':
      return expression.items.some(inner);
    case 'other':
      return expression.parts?.some(inner) ?? false;
    default:
      return false;
  }
}

/** Whether the first parameter is the object that a method belongs to. */
function isOwnObject({ scope }: UnitView): boolean {
  return scope.parent?.kind === 'class' && scope.kind === 'function';
}

/**
 * Whether a path is another one in each turn of the loop around the call: of all files of a
 * folder, or, where several greenlets run the loop, of whatever it goes through.
 */
function isOfLoop(path: Expression, call: CallView, many: boolean): boolean {
  const mentioned = namesIn(path, call.unit);
  return call.scope.events.some(({ event, unit, block }) => {
    if (event.kind !== 'iterate' || unit !== call.unit) return false;
    let at = call.block;
    while (at !== undefined && at.block !== block?.block) at = at.parent;
    if (at === undefined || !mentioned.some((name) => names(event.target, name))) return false;
    const iterable = assignedTo(event.iterable, unit)?.expression ?? event.iterable;
    return iterable.kind !== 'sequence' && (many || listsFolder(iterable, call));
  });
}

const listings =
  /^(?:os\.(?:listdir|scandir|f?walk)|glob\.i?glob|pathlib\.Path\.(?:iterdir|r?glob|walk))$/;

/** `os.listdir(folder)`, also in `sorted(…)`. */
function listsFolder(iterable: Expression, { unit }: CallView): boolean {
  const made = iterable.kind === 'call' ? unit.calls[iterable.call] : undefined;
  if (made === undefined) return false;
  if (listings.test(made.path ?? '')) return true;
  return made.call.arguments.some(
    ({ value }) => value.kind === 'call' && listings.test(unit.calls[value.call]?.path ?? ''),
  );
}

/** The plain names in a path, those behind local names included. */
function namesIn(expression: Expression, unit: UnitView, depth = 0): readonly string[] {
  if (depth > deepest) return [];
  const inner = (one: Expression) => namesIn(one, unit, depth + 1);
  switch (expression.kind) {
    case 'name': {
      const assigned = assignedTo(expression, unit);
      const behind = assigned?.unit === unit ? inner(assigned.expression) : [];
      return [expression.name, ...behind];
    }
    case 'attribute':
      return inner(expression.base);
    case 'subscript':
      return [...inner(expression.base), ...inner(expression.index)];
    case 'binary':
      return [...inner(expression.left), ...inner(expression.right)];
    case 'call': {
      const call = unit.facts.calls[expression.call];
      if (call === undefined) return [];
      return [...inner(call.callee), ...call.arguments.flatMap(({ value }) => inner(value))];
    }
    case 'other':
      return (expression.parts ?? []).flatMap(inner);
    default:
      return [];
  }
}

function names(target: Expression, name: string): boolean {
  if (target.kind === 'name') return target.name === name;
  return target.kind === 'sequence' && target.items.some((item) => names(item, name));
}

/** A folder that the function has just made: little lies in it. */
function isOwnTemporary(call: CallView): boolean {
  const mentioned = pathsOf(call).flatMap((path) => namesIn(path, call.unit));
  return call.scope.events.some(({ event, unit }) => {
    const made =
      event.kind === 'assign' ? event.value : event.kind === 'enter' ? event.manager : undefined;
    if (made?.kind !== 'call' || !/^tempfile\./.test(unit.calls[made.call]?.path ?? ''))
      return false;
    const targets =
      event.kind === 'assign' ? event.targets : event.kind === 'enter' ? [event.target] : [];
    return targets.some(
      (target) => target !== undefined && mentioned.some((name) => names(target, name)),
    );
  });
}

function loopAround({ block }: CallView): BlockView | undefined {
  const [loop] = loopsAround(block);
  return loop;
}

/** Stands for a part of a path that is not known. */
const somePart = '_';

/** A path as far as the text tells it: `/mnt/nfs/_` of `os.path.join("/mnt/nfs", name)`. */
function textOf(
  expression: Expression,
  unit: UnitView,
  project: ProjectView,
  depth = 0,
): string | undefined {
  if (depth > deepest) return undefined;
  const inner = (one: Expression) => textOf(one, unit, project, depth + 1);
  if (expression.kind === 'binary' && /^[/+]$/.test(expression.operator)) {
    const left = inner(expression.left);
    const separator = expression.operator === '/' ? '/' : '';
    return left && `${left}${separator}${inner(expression.right) ?? somePart}`;
  }
  if (expression.kind === 'call') {
    const call = unit.calls[expression.call];
    const isJoin =
      /^(?:os\.path\.join|posixpath\.join|pathlib\.(?:Pure)?(?:Posix)?Path|pathlib\.Path\.joinpath)$/;
    if (call?.path === undefined || !isJoin.test(call.path)) return undefined;
    const { callee } = call.call;
    const parts = call.call.arguments.map(({ value }) => value);
    if (call.path.endsWith('joinpath') && callee.kind === 'attribute') parts.unshift(callee.base);
    const [first, ...rest] = parts.map(inner);
    return first && [first, ...rest.map((part) => part ?? somePart)].join('/');
  }
  const value = project.valueOf(expression, unit);
  if (value.kind === 'string') return value.value;
  const assigned = assignedTo(expression, unit);
  return assigned && textOf(assigned.expression, assigned.unit, project, depth + 1);
}
