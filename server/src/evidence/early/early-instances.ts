import type { CallView, ModuleView, Place, ProjectView, ScopeView } from '../../project/model.ts';
import { certaintyAt } from '../../project/programs/block-certainty.ts';
import { type EarlyHarm, quoted } from './early-harm.ts';
import { type Holder, holderOf, isLate, referencesTo } from './holders.ts';
import { certainlyRuns, importTimeUnits } from './import-time.ts';
import { importersOf } from './name-uses.ts';
import { effectOf, harmful, isHarmlessCall, shownHarm } from './object-harm.ts';
import { isAfter, isBefore, type PatchedProgram } from './patched-program.ts';

/**
 * What the `__init__` of first-party classes makes for objects that import-time code of `module`
 * keeps in a name before this program patches: `self.lock` of `client = Client()`. One for each
 * attribute whose harm is seen, where the object is used after the patch.
 */
export function* earlyInstancesMade(
  module: ModuleView,
  project: ProjectView,
  late: PatchedProgram,
): Iterable<EarlyHarm> {
  for (const unit of importTimeUnits(module)) {
    for (const call of unit.calls) {
      if (call.target.kind !== 'class') continue;
      const start = call.span[0];
      const holder = holderOf(unit, call.call.span);
      if (holder === undefined || holder.kind === 'parameter') continue;
      if (!isBefore(module, start, late, project)) continue;
      if (!certainlyRuns(unit, call.block, start, module === late.program.main)) continue;
      const made = [...madeInside(call, project, late)];
      if (made.length === 0 || !isUsedLater(holder, project, late)) continue;
      for (const { inner, kept, harm } of made) {
        const { path } = inner.scope.module;
        const here: Place = {
          path,
          span: inner.span,
          message: `\`${inner.path}()\` is called here`,
        };
        const name = `${holder.name}.${kept.name}`;
        yield {
          span: call.span,
          subject: `${name}: ${inner.path}`,
          lead: `${quoted(name)} is made`,
          ...harm,
          shownBy: [here, ...harm.shownBy],
        };
      }
    }
  }
}

interface MadeInside {
  readonly inner: CallView;
  readonly kept: Holder;
  readonly harm: Pick<EarlyHarm, 'severity' | 'shownBy' | 'effect'>;
}

function* madeInside(
  { target }: CallView,
  project: ProjectView,
  late: PatchedProgram,
): Iterable<MadeInside> {
  const init = target.kind === 'class' ? constructorOf(target.scope, project) : undefined;
  for (const inner of init?.calls ?? []) {
    const row = inner.path === undefined ? undefined : harmful(inner.path);
    if (row === undefined || !late.parts.has(row.part) || isHarmlessCall(row, inner)) continue;
    if (certaintyAt(inner.unit, inner.block, inner.span[0], false) !== 'yes') continue;
    const kept = holderOf(inner.unit, inner.call.span);
    if (kept?.kind !== 'attribute') continue;
    const shown = shownHarm(row, inner, kept, project, late);
    if (shown !== undefined) yield { inner, kept, harm: { ...shown, effect: effectOf(row) } };
  }
}

/** Bases followed upwards. */
const DEEPEST = 5;

/** The `__init__` that makes objects of a class: its own, or that of the first base with one. */
function constructorOf(scope: ScopeView, project: ProjectView, depth = 0): ScopeView | undefined {
  const own = scope.children.find(({ kind, name }) => kind === 'function' && name === '__init__');
  const { facts, outer } = scope;
  if (own !== undefined || facts === undefined || outer === undefined || depth > DEEPEST)
    return own;
  for (const { value } of facts.bases) {
    const base = project.valueOf(value, outer);
    const found = base.kind === 'class' ? constructorOf(base.scope, project, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** In code that runs after the patch; what another module takes over may be used through that one. */
function isUsedLater(holder: Holder, project: ProjectView, late: PatchedProgram): boolean {
  if (holder.kind === 'global') {
    for (const _ of importersOf(project, holder.module, holder.name)) return true;
  }
  return referencesTo(holder, project).some(({ unit }) =>
    isLate(unit, ({ scope, start, facts }) =>
      isAfter(scope.module, start + facts.length, late, project),
    ),
  );
}
