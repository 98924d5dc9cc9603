import { dottedPath } from '../facts/expression.ts';
import { type Span, shift } from '../syntax/span.ts';
import { certaintyAt } from './block-certainty.ts';
import { bodiesOf } from './call-graph.ts';
import type { LinkingView } from './linking-view.ts';
import type { EventView, ModuleView, ScopeView } from './model.ts';
import { findPatchSites } from './patch-sites.ts';

/**
 * What programs and greenlet reach read of a module, as text. While the summaries of all modules
 * stay as they are, so do `Programs` and `GreenletReachIndex`: an edit that changes none of them
 * need not throw these away.
 */
export function summaryOf(module: ModuleView, project: LinkingView): string {
  const lines = [`${module.path} ${module.name} ${module.isTest} ${module.importsGevent}`];
  for (const site of findPatchSites(module)) {
    const parts = site.parts === undefined ? '?' : [...site.parts].sort().join(',');
    const at = spanIn(site.call.unit.start, site.call.span);
    lines.push(`patch ${site.path} ${site.placement} ${site.aggressive} ${parts} ${at}`);
  }
  for (const scope of module.scopes) {
    const { isAsync = false, isGenerator = false } = scope.facts ?? {};
    lines.push(`scope ${scope.kind} ${scope.qualifiedName} ${isAsync} ${isGenerator}`);
    if (scope.kind === 'class') lines.push(...bases(scope, project));
    for (const view of scope.events) {
      const line = eventLine(view, project);
      if (line !== undefined) lines.push(`${line} ${place(view)}`);
    }
  }
  return lines.join('\n');
}

function eventLine(view: EventView, project: LinkingView): string | undefined {
  const { event } = view;
  switch (event.kind) {
    case 'import':
    case 'from-import': {
      const targets = project.importTargets(view).map((target) => target.module.path);
      const names =
        event.kind === 'import'
          ? event.names.map(({ module, as }) => `${module} as ${as}`)
          : event.names.map(({ name, as }) => `${event.module} ${name} as ${as}`);
      return `import ${names.join(',')} ${targets.join(',')}`;
    }
    case 'call': {
      const call = view.unit.calls[event.call];
      if (call === undefined) return undefined;
      const { target } = call;
      const called = call.path ?? bodiesOf(target, project).map(identity).join(',');
      const given = call.call.arguments.flatMap(({ keyword, value }) =>
        value.kind === 'name' || value.kind === 'attribute' || value.kind === 'lambda'
          ? `${keyword}=${dottedPath(value) ?? value.kind}`
          : [],
      );
      const callee = dottedPath(call.call.callee) ?? '';
      return called === '' && given.length === 0
        ? undefined
        : `call ${called} as ${callee} given ${given.join(',')} ${call.call.usage}`;
    }
    case 'assign': {
      const { value } = event;
      if (value.kind !== 'call' && dottedPath(value) === undefined) return undefined;
      const names = event.targets.map((one) => dottedPath(one) ?? one.kind);
      return `assign ${names.join(',')} ${dottedPath(value) ?? 'call'}`;
    }
    case 'return':
      return event.value && `return ${dottedPath(event.value) ?? event.value.kind}`;
    case 'define': {
      const child = view.unit.facts.children[event.child];
      const names = child?.scope.decorators.map((one) => dottedPath(one) ?? one.kind) ?? [];
      return names.length === 0 ? undefined : `decorated ${names.join(',')}`;
    }
    default:
      return undefined;
  }
}

function bases(scope: ScopeView, project: LinkingView): string[] {
  const { outer, facts } = scope;
  if (outer === undefined || facts === undefined) return [];
  return facts.bases.map(({ value }) => {
    const base = project.valueOf(value, outer, scope.span[0]);
    if (base.kind === 'external') return `base ${base.path}`;
    return base.kind === 'class' ? `base ${identity(base.scope)}` : 'base ?';
  });
}

function identity(scope: ScopeView): string {
  return `${scope.module.path}#${scope.qualifiedName}`;
}

/** What decides whether an event runs; for scripts also where it stands in its statement. */
function place(view: EventView): string {
  const start = view.span[0];
  const certainty = [true, false].map((isMain) =>
    certaintyAt(view.unit, view.block, start, isMain),
  );
  const blocks: string[] = [];
  for (let at = view.block; at !== undefined; at = at.parent) blocks.push(at.block.kind);
  const at = view.scope.kind === 'module' ? spanIn(view.unit.start, view.span) : '';
  return `${certainty} ${blocks.join('<')} ${at}`;
}

function spanIn(start: number, span: Span): string {
  return shift(span, -start).join('-');
}
