import type { Launch } from '../../deployment/launch.ts';
import type { LinkingView } from '../linking-view.ts';
import type { ProgramView } from '../model.ts';
import { bodiesOf } from './call-graph.ts';
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
): readonly GreenletRoot[] {
  const roots: GreenletRoot[] = [];
  for (const { launch, entry, learnt, greenlets } of programs) {
    const name = launch && applicationName(launch);
    if (launch === undefined || greenlets !== 'yes' || name === undefined) continue;
    const shared = { origin: launch.label, many: true, asThread: false, inTest: false };
    for (const scope of entry.script.children) {
      if (scope.name !== name || scope.kind === 'class') continue;
      for (const body of bodiesOf({ kind: 'function', scope, bound: false }, project)) {
        roots.push({ scope: body, places: () => learnt, ...shared });
      }
    }
    for (const { scope, place } of applications.handlersNamed(name, entry)) {
      roots.push({ scope, places: () => [...learnt, place()], ...shared });
    }
  }
  return roots;
}

/** `app` of `shop.wsgi:app`, `create_app` of `shop.wsgi:create_app()`. */
function applicationName({ phases }: Launch): string | undefined {
  const loaded = phases.findLast((phase) => phase.kind === 'import');
  return loaded?.target.attribute?.replace(/\(.*\)$/s, '');
}
