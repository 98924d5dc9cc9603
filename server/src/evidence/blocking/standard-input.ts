import type { Expression } from '../../facts/expression.ts';
import { standardLibraryCall } from '../../knowledge/standard-library.ts';
import { externalCalls } from '../../project/external-calls.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type {
  CallView,
  ModuleView,
  Place,
  ProjectView,
  ScopeView,
  UnitView,
} from '../../project/model.ts';
import { iterations } from '../../project/names/iterations.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import type { Span } from '../../syntax/span.ts';
import { callsBesideGreenlets, startedBeside } from './beside-greenlets.ts';
import { callsInGreenlets } from './greenlet-calls.ts';
import { type Spawn, spawnedCallables } from './spawned-callables.ts';

/** A place in a greenlet that waits for the standard input. */
export interface InputWait {
  /** Absolute: the call, or what is iterated. */
  readonly span: Span;
  /** `builtins.input`, `sys.stdin.readline`, `sys.stdin` for a loop over its lines. */
  readonly path: string;
  /** Missing for loops, and for what is given to a spawn. */
  readonly call?: CallView;
  /** What the call gives the standard input to: `json.load`; missing where it reads it itself. */
  readonly reader?: string;
  /** The spawn that is given the function itself. */
  readonly spawn?: Spawn;
  /** Why it runs in a greenlet, or what started the greenlets that it stops. */
  readonly chain: readonly Place[];
  /** False where a file named on the command line may be read instead. */
  readonly certain: boolean;
}

/** Every wait for the standard input in code of `module` that runs in greenlets. */
export function* inputWaits(module: ModuleView, project: ProjectView): Iterable<InputWait> {
  const waits = [
    ...callWaits(module, project),
    ...loopWaits(module, project),
    ...readerWaits(module, project),
    ...spawnedWaits(module, project),
  ];
  if (waits.length === 0 || isNonBlocking(module)) return;
  const replaced = isReplaced(project);
  for (const wait of waits) {
    // getpass asks the terminal itself.
    if (replaced && wait.path !== 'getpass.getpass') continue;
    yield wait;
  }
}

function* callWaits(module: ModuleView, project: ProjectView): Iterable<InputWait> {
  const inside = [...callsInGreenlets(module, project, 'GVT203')].map(({ call, row, reach }) => ({
    call,
    row,
    chain: reach.chain,
  }));
  const beside = [...callsBesideGreenlets(module, project, 'GVT203')].map(
    ({ call, row, started }) => ({ call, row, chain: [started] }),
  );
  for (const { call, row, chain } of [...inside, ...beside]) {
    const { path } = row;
    if (path.startsWith('sys.stdin') && waitsBefore(call.scope)) continue;
    if (/^(?:cmd|code)\./.test(path) && readsElsewhere(module)) continue;
    const certainty = path === 'fileinput.input' ? fileInput(call, project) : 'certain';
    if (certainty === 'no') continue;
    yield { span: call.span, path, call, chain, certain: certainty === 'certain' };
  }
}

/** `gevent.spawn(input)`; of fileinput only a generator would be made. */
function* spawnedWaits(module: ModuleView, project: ProjectView): Iterable<InputWait> {
  for (const { span, row, spawn, reach } of spawnedCallables(module, project, 'GVT203')) {
    if (row.pool === 'refused') continue;
    yield { span, path: row.path, spawn, chain: reach.chain, certain: true };
  }
}

/** `for line in sys.stdin`, and `enumerate(sys.stdin)`. */
function* loopWaits(module: ModuleView, project: ProjectView): Iterable<InputWait> {
  if (!project.usesGevent || module.isTest) return;
  for (const view of iterations.in(module)) {
    const { event, unit, scope } = view;
    if (event.kind !== 'iterate') continue;
    const iterable = wrapped(event.iterable, unit) ?? event.iterable;
    const path = inputOf(iterable, unit, project);
    if (path === undefined) continue;
    const chain = chainTo(view, project);
    if (chain === undefined || waitsBefore(scope)) continue;
    const span: Span = [unit.start + iterable.span[0], unit.start + iterable.span[1]];
    yield { span, path, chain, certain: true };
  }
}

/** Functions that read lines, or all, of the file that they are given first. */
const readers =
  /^(?:builtins\.(?:list|tuple|set|frozenset|sorted|next|sum|max|min)|(?:json|pickle|marshal|tomllib|plistlib)\.load|xml\.etree\.ElementTree\.parse|shutil\.copyfileobj)$/;

/** `json.load(sys.stdin)`, `next(sys.stdin)`. */
function* readerWaits(module: ModuleView, project: ProjectView): Iterable<InputWait> {
  if (!project.usesGevent || module.isTest) return;
  for (const call of externalCalls(module, (path) => readers.test(path))) {
    const first = call.call.arguments[0];
    if (first === undefined || first.star !== undefined) continue;
    const { scope, unit, span } = call;
    const path = inputOf(first.value, unit, project);
    if (path === undefined || isDead(call)) continue;
    const chain = chainTo(call, project);
    if (chain === undefined || waitsBefore(scope)) continue;
    yield { span, path, call, reader: call.path ?? '', chain, certain: true };
  }
}

/** From a spawn to code that runs in greenlets; the start of those that code outside of them stops. */
function chainTo(
  place: Pick<CallView, 'scope' | 'span' | 'block'>,
  project: ProjectView,
): readonly Place[] | undefined {
  const { scope } = place;
  if (project.inThreadPool(scope)) return undefined;
  const started = startedBeside(place, project);
  return project.greenletReach(scope)?.chain ?? (started && [started]);
}

/**
 * The standard input, where an expression stands for it (`sys.stdin`) or is the reading of it that
 * `iter(sys.stdin.readline, "")` calls.
 */
function inputOf(expression: Expression, unit: UnitView, project: ProjectView): string | undefined {
  if (expression.kind !== 'name' && expression.kind !== 'attribute') return undefined;
  const value = project.valueOf(expression, unit, unit.start + expression.span[0]);
  if (value.kind !== 'external') return undefined;
  const isFile = standardLibraryCall(`${value.path}.__iter__`)?.rule === 'GVT203';
  const isRead = /^sys\.stdin\.(?:buffer\.)?read(?:line)?$/.test(value.path);
  return isFile || isRead ? value.path : undefined;
}

/** What gives its first argument's lines one by one. */
const passing = /^(?:builtins\.(?:enumerate|iter|zip)|csv\.(?:reader|DictReader))$/;

function wrapped(iterable: Expression, unit: UnitView): Expression | undefined {
  const call = iterable.kind === 'call' ? unit.calls[iterable.call] : undefined;
  return passing.test(call?.path ?? '') ? call?.call.arguments[0]?.value : undefined;
}

/** Whether fileinput reads the standard input: without files it does if the program got none, too. */
function fileInput({ call, unit }: CallView, project: ProjectView): 'certain' | 'perhaps' | 'no' {
  if (call.arguments.some(({ star }) => star !== undefined)) return 'no';
  const files =
    call.arguments.find(({ keyword }) => keyword === 'files') ??
    call.arguments.find(({ keyword }) => keyword === undefined);
  if (files === undefined) return 'perhaps';
  const { value } = files;
  const items = value.kind === 'sequence' ? value.items : [value];
  if (items.length === 0) return 'perhaps';
  const names = items.map((item) => project.valueOf(item, unit));
  if (names.some((name) => name.kind === 'string' && name.value === '-')) return 'certain';
  const [only] = names;
  return only?.kind === 'constant' && only.value === 'None' ? 'perhaps' : 'no';
}

/** Whether a console or shell of the module is told to read from something else. */
function readsElsewhere(module: ModuleView): boolean {
  return (
    module.calls.some(({ call, path }) =>
      call.arguments.some(
        ({ keyword, star }, index) =>
          star !== undefined ||
          /^(?:stdin|readfunc)$/.test(keyword ?? '') ||
          (path === 'code.interact' && keyword === undefined && index === 1),
      ),
    ) ||
    module.scopes.some(({ events }) =>
      events.some(
        ({ event }) =>
          event.kind === 'assign' &&
          event.targets.some(
            (target) =>
              (target.kind === 'name' || target.kind === 'attribute') &&
              target.name === 'use_rawinput',
          ),
      ),
    )
  );
}

/** Calls after which a read of a ready standard input returns at once. */
const readiness =
  /^(?:gevent\.socket\.wait_(?:read|readwrite)|(?:gevent\.)?select\.(?:select|poll)|(?:gevent\.)?selectors\.\w+)$/;

/** Whether the function itself waits, cooperatively, until there is something to read. */
function waitsBefore(scope: ScopeView): boolean {
  return scope.calls.some(({ path }) => path !== undefined && readiness.test(path));
}

/** Whether the module makes descriptors non-blocking: then reading does not wait. */
function isNonBlocking(module: ModuleView): boolean {
  return module.calls.some(
    ({ path }) =>
      path === 'os.set_blocking' || path === 'gevent.os.make_nonblocking' || path === 'fcntl.fcntl',
  );
}

/** Whether the program puts something else in the place of `sys.stdin`. */
function isReplaced(project: ProjectView): boolean {
  return keptForAll(project, 'sys.stdin is replaced', () =>
    project.modules.some(
      (module) =>
        !module.isTest &&
        module.scopes.some((scope) =>
          scope.events.some(({ event, unit }) => {
            if (event.kind !== 'assign') return false;
            return event.targets.some((target) => {
              if (target.kind !== 'attribute' || target.name !== 'stdin') return false;
              const base = project.valueOf(target.base, unit);
              return base.kind === 'external' && base.path === 'sys';
            });
          }),
        ),
    ),
  );
}
