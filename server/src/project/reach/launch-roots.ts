import type { Launch } from '../../deployment/launch.ts';
import type { LinkingView } from '../linking-view.ts';
import type { ProgramView } from '../model.ts';
import { bodiesOf, functionsReturnedBy } from './bodies.ts';
import { takesOtherTasks } from './celery-queues.ts';

import type { GreenletRoot } from './greenlet-roots.ts';
import type { WsgiApplications } from './wsgi-applications.ts';

/**
 * What launchers with greenlets run: the handlers and tasks of the application object that a
 * command names, or the application itself where it is a function.
 */
export function rootsOfLaunches(
  programs: readonly ProgramView[],
  applications: WsgiApplications,
  project: LinkingView,
  launches: readonly Launch[],
): readonly GreenletRoot[] {
  const roots: GreenletRoot[] = [];
  for (const { launch, entry, learnt, greenlets } of programs) {
    const application = launch && applicationOf(launch);
    if (launch === undefined || greenlets !== 'yes' || application === undefined) continue;
    const { name, isMaker } = application;
    if (launches.some((other) => takesOtherTasks(other, launch))) continue;
    const shared = {
      origin: launch.label,
      many: true,
      asThread: false,
      serves: true,
      inTest: false,
    };
    for (const scope of entry.script.children) {
      if (scope.name !== name || scope.kind === 'class') continue;
      // The launcher calls `create_app()` once, before it serves: requests run what it returns.
      const served = isMaker
        ? functionsReturnedBy(scope)
        : bodiesOf({ kind: 'function', scope, bound: false }, project);
      for (const body of served) roots.push({ scope: body, places: () => learnt, ...shared });
    }
    for (const { scope, place } of applications.handlersNamed(name, entry)) {
      roots.push({ scope, places: () => [...learnt, place()], ...shared });
    }
  }
  return roots;
}

/** `app` of `shop.wsgi:app`; `create_app` of `shop.wsgi:create_app()`, which makes one. */
function applicationOf({
  phases,
}: Launch): { readonly name: string; readonly isMaker: boolean } | undefined {
  const loaded = phases.findLast((phase) => phase.kind === 'import');
  const attribute = loaded?.target.attribute;
  if (attribute === undefined) return undefined;
  const name = attribute.replace(/\(.*\)$/s, '');
  return { name, isMaker: name !== attribute };
}
