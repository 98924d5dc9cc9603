import type { FilePath } from '../../facts/file-path.ts';
import { fileName } from '../../facts/file-path.ts';
import type {
  ModuleView,
  PatchSite,
  Place,
  ProgramView,
  ProjectView,
} from '../../project/model.ts';
import type { PatchedProgram } from './patched-program.ts';

/** A program whose patch runs, but not first. */
export interface LatePatch extends PatchedProgram {
  readonly patch: PatchSite;
  /** The module whose first line is the place for the patch, or for the import that patches. */
  readonly top: ModuleView;
  /** Where the patch stands wrong by itself; undefined where it only stands too low. */
  readonly misplaced: Misplacement | undefined;
}

/**
 * `package`: the script of a package that other programs import; `test-module`: one that is
 * collected with others.
 */
export type Misplacement = 'function' | 'main-guard' | 'class-body' | 'package' | 'test-module';

/**
 * What is to be said of a program's patch; undefined where it patches nothing, hides what it
 * patches, is a test, or patches only where gevent can be had (`try … except ImportError`).
 */
export function latePatchOf(program: ProgramView): LatePatch | undefined {
  const { patch, entry, finalParts: parts } = program;
  if (patch === undefined || parts === undefined || program.patchedByImport !== undefined) {
    return undefined;
  }
  const { module } = patch.call.scope;
  if (entry.isTest || module.isTest) return undefined;
  for (let block = patch.call.block; block !== undefined; block = block.parent) {
    if (block.block.kind === 'try' || block.block.kind === 'except') return undefined;
  }
  const [first] = program.chainTo(module);
  const top =
    first === undefined ? module : program.order.find((candidate) => candidate.path === first.path);
  if (top === undefined) return undefined;
  const misplaced = misplacementOf(patch, first !== undefined);
  return misplaced === 'condition' ? undefined : { program, patch, parts, top, misplaced };
}

function misplacementOf(
  { placement, call }: PatchSite,
  imported: boolean,
): Misplacement | 'condition' | undefined {
  if (placement !== 'script') return placement;
  return imported && call.scope.module.isPackage ? 'package' : undefined;
}

/** The programs that run `module` before they patch, where moving their patch would help it. */
export function latePatchesBefore(module: ModuleView, project: ProjectView): readonly LatePatch[] {
  if (!project.usesGevent || module.isTest) return [];
  const found: LatePatch[] = [];
  for (const { state, program } of project.patchedAt(module, 0)) {
    const late = state === 'before' ? latePatchOf(program) : undefined;
    if (late === undefined) continue;
    if (isBelow(module, late)) found.push(late);
    else {
      const around = packageAbove(module, late);
      if (around !== undefined) found.push({ ...late, top: around });
    }
  }
  return found;
}

/**
 * The package around the module that ought to patch first, if `module` is that one or runs because
 * of it: `python -m shop.worker` runs `shop/__init__.py` before the first line of the worker.
 */
function packageAbove(module: ModuleView, { program, top }: LatePatch): ModuleView | undefined {
  if (program.chainTo(top).length > 0) return undefined;
  const [first] = program.chainTo(module);
  const path = first?.path ?? module.path;
  return program.order.find(
    (one) => one.path === path && one.isPackage && top.name?.startsWith(`${one.name}.`) === true,
  );
}

/** Whether `module` runs because of a statement of the module that ought to patch first. */
export function isBelow(module: ModuleView, { program, top }: LatePatch): boolean {
  return module === top || program.chainTo(module)[0]?.path === top.path;
}

/** `monkey.patch_all()`, as it is called in messages. */
export function patchName({ path }: PatchSite): string {
  return `${path.replace(/^gevent\./, '')}()`;
}

/** Whether two sites are the same call: views of it change while somebody types. */
export function isAt(one: PatchSite, other: PatchSite): boolean {
  return (
    one.call.span[0] === other.call.span[0] && one.call.scope.module === other.call.scope.module
  );
}

/** How a file is called in messages: `serve.py`, `shop/__init__.py`, at most `longest` characters. */
export function fileLabel(path: FilePath, longest = 24): string {
  const name = fileName(path);
  const label = name.startsWith('__') ? path.split('/').slice(-2).join('/') : name;
  return label.length <= longest ? label : `…${label.slice(1 - longest)}`;
}

/** The way from the entry to `module`, then the patch: what one clicks through. */
export function placesOf(module: ModuleView, { program, patch }: LatePatch): readonly Place[] {
  const { call } = patch;
  const message = `${fileLabel(program.entry.path)} patches only here`;
  return [...program.chainTo(module), { path: call.scope.module.path, span: call.span, message }];
}
