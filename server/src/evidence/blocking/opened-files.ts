import type { Expression } from '../../facts/expression.ts';
import { descriptorOfType } from '../../knowledge/descriptors.ts';
import { standardLibraryCall } from '../../knowledge/standard-library.ts';
import type { CallView, ProjectView } from '../../project/model.ts';
import { argumentsOf } from './cpu-cost.ts';
import { openedTarget } from './descriptors.ts';

/** Whether a call opens a file: `open`, `Path.open`, `gzip.open`, `ZipFile`. */
export function opensFile(call: CallView): boolean {
  return call.path !== undefined && opensFiles(call.path);
}

/** Whether calls of this path do. */
export function opensFiles(path: string): boolean {
  if (!/(?:\.open|\.ZipFile)$/.test(path) || path === 'os.open') return false;
  const row = standardLibraryCall(path);
  return row?.rule === 'GVT206' && row.pool === 'leaf';
}

/** Whether a call opens a device or a file of the system's own: not the disk, or another rule's matter. */
export function opensDevice(call: CallView, project: ProjectView): boolean {
  const first = call.call.arguments[0];
  if (first === undefined || call.path === 'pathlib.Path.open') return false;
  const value = project.valueOf(first.value, call.unit);
  return (
    value.kind === 'number' ||
    (value.kind === 'external-instance' && descriptorOfType(value.path) !== undefined) ||
    openedTarget(call.path ?? '', argumentsOf(call), project) !== undefined ||
    (value.kind === 'string' && /^\/(?:dev|proc|sys)\//.test(value.value)) ||
    (value.kind === 'external' && value.path === 'os.devnull')
  );
}

const inMemory: ReadonlySet<string> = new Set(['io.BytesIO', 'io.StringIO']);

/** Whether a call opens what lies in memory: `ZipFile(BytesIO(data))` waits for no disk. */
export function opensMemory(call: CallView, project: ProjectView): boolean {
  return call.call.arguments.some(({ value, keyword }, index) => {
    if (index > 0 && !/^(?:file|fileobj)$/.test(keyword ?? '')) return false;
    const given = project.valueOf(value, call.unit);
    return given.kind === 'external-instance' && inMemory.has(given.path);
  });
}

/**
 * The calls of the same function that read or write what `open` opened: methods of the object,
 * and functions such as `json.load(file)` that are given it.
 */
export function usesOfFile(open: CallView): readonly CallView[] {
  const { unit } = open;
  const { isOpen, names } = openedBy(open);
  let end = Number.POSITIVE_INFINITY;
  for (const { block, span } of unit.blocks) {
    if (block.kind === 'with' && block.managers?.some(isOpen)) end = span[1];
  }
  const isFile = (value: Expression | undefined) =>
    value !== undefined && (isOpen(value) || (value.kind === 'name' && names.has(value.name)));
  return unit.calls.filter((call) => {
    if (call === open || call.span[1] <= open.span[1] || call.span[0] >= end) return false;
    const row = call.path === undefined ? undefined : standardLibraryCall(call.path);
    if (row?.rule !== 'GVT206') return false;
    const { callee } = call.call;
    if (callee.kind === 'attribute' && isFile(callee.base)) return true;
    return takesFile(row.path) && call.call.arguments.some(({ value }) => isFile(value));
  });
}

/** Functions that go through all of the file that they are given first. */
const readers =
  /^(?:builtins\.(?:list|tuple|set|frozenset|sorted|sum|max|min)|yaml\.(?:safe_|full_|unsafe_)?load|mmap\.mmap|marshal\.load)$/;
/** What gives its first argument's lines one by one. */
const passing = /^(?:builtins\.(?:enumerate|iter|zip)|csv\.(?:reader|DictReader))$/;

/**
 * Whether the function goes through all that `open` opened, line by line or piece by piece: a loop
 * over it or over `csv.reader(file)`, `list(file)`, `iter(lambda: file.read(4096), b"")`.
 */
export function isReadThrough(open: CallView): boolean {
  const { unit, scope } = open;
  const { isOpen, names } = openedBy(open);
  const isFile = (value: Expression | undefined): boolean => {
    if (value === undefined) return false;
    if (isOpen(value) || (value.kind === 'name' && names.has(value.name))) return true;
    const call = value.kind === 'call' ? unit.calls[value.call] : undefined;
    if (call === undefined) return false;
    const first = call.call.arguments[0]?.value;
    const { callee } = call.call;
    // `mmap.mmap(file.fileno(), 0)`.
    if (callee.kind === 'attribute' && callee.name === 'fileno') return isFile(callee.base);
    if (!passing.test(call.path ?? '')) return false;
    return isFile(first) || (call.path === 'builtins.iter' && isReadOf(first));
  };
  const isReadOf = (value: Expression | undefined): boolean => {
    if (value?.kind === 'attribute') return value.name === 'readline' && isFile(value.base);
    return (
      value?.kind === 'lambda' &&
      scope.children.some(
        (child) =>
          child.kind === 'lambda' &&
          child.calls.some(
            ({ call: { callee } }) =>
              callee.kind === 'attribute' && callee.name === 'read' && isFile(callee.base),
          ),
      )
    );
  };
  return (
    usesOfFile(open).some(isPieceInLoop) ||
    unit.events.some(({ event }) => event.kind === 'iterate' && isFile(event.iterable)) ||
    unit.calls.some(
      ({ path, call }) => readers.test(path ?? '') && isFile(call.arguments[0]?.value),
    )
  );
}

/** `while chunk := file.read(65536):` */
function isPieceInLoop({ path, call, block }: CallView): boolean {
  if (!isFileMethod(path ?? '') || !path?.endsWith('.read')) return false;
  return call.arguments.length > 0 && block?.block.kind === 'while';
}

/** A function that is given an open file, which alone tells what it waits for. */
export function takesFile(path: string): boolean {
  return /^(?:(?:json|pickle|plistlib|tomllib)\.(?:load|dump)|hashlib\.file_digest|shutil\.copyfileobj)$/.test(
    path,
  );
}

/** A method of an open file: `io.TextIOWrapper.read`. */
export function isFileMethod(path: string): boolean {
  return /^(?:io\.\w+|(?:bz2|gzip|lzma)\.\w+File)\.\w+$/.test(path);
}

/** What `open` opened, as the code of its unit speaks of it: the call itself, and names for it. */
export function openedBy({ call, unit }: CallView): {
  isOpen(value: Expression): boolean;
  readonly names: ReadonlySet<string>;
} {
  const index = unit.facts.calls.indexOf(call);
  const isOpen = (value: Expression) => value.kind === 'call' && value.call === index;
  const names = new Set<string>();
  for (const { event } of unit.events) {
    const target =
      event.kind === 'enter' && isOpen(event.manager)
        ? event.target
        : event.kind === 'assign' && isOpen(event.value)
          ? event.targets[0]
          : undefined;
    if (target?.kind === 'name') names.add(target.name);
  }
  return { isOpen, names };
}
