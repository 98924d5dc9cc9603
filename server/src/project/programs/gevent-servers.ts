import type { Call } from '../../facts/scope.ts';
import { handlerRows, handlers } from '../../knowledge/handlers.ts';
import { CallQuery } from '../call-query.ts';
import type { LinkingView } from '../linking-view.ts';
import type { CallView, ModuleView } from '../model.ts';

/** Keywords by which a library is told which server to run: `async_mode`, `server`. */
const keywords: ReadonlySet<string> = new Set(
  handlers.flatMap(({ given }) => given?.keyword ?? []),
);

/** Whether a call tells a library, by name, to serve with gevent: `SocketIO(app, async_mode="gevent")`. */
export function namesGevent({ arguments: given }: Call): boolean {
  return given.some(
    ({ keyword = '', value }) =>
      keywords.has(keyword) && value.kind === 'string' && value.value === 'gevent',
  );
}

const choices = new CallQuery(({ arguments: given }) =>
  given.some(({ keyword = '' }) => keywords.has(keyword)),
);

const named = handlers.filter(({ given }) => given !== undefined).map(({ path }) => path);
const names = new Set(named.map((path) => path.slice(path.lastIndexOf('.') + 1)));
const servers = new CallQuery(
  ({ callee }) => (callee.kind === 'attribute' || callee.kind === 'name') && names.has(callee.name),
);

/** Whether a module runs a server that is gevent's where it is asked to be. */
export function runsNamedServer(module: ModuleView): boolean {
  return servers.in(module).some(({ path }) => path !== undefined && named.includes(path));
}

/** What the calls of a module choose as servers, as text: programs hang on it. */
export function serverChoices(module: ModuleView): string {
  return choices
    .in(module)
    .map(({ call }) => String(namesGevent(call)))
    .join();
}

/**
 * Whether a call that serves is told to do it with gevent, in its own words or in those that made
 * its object. Which of several objects it is, nobody asks: all of the workspace must agree.
 */
export function asksForGevent(call: CallView, project: LinkingView): boolean {
  const row = handlerRows(call.path ?? '').find(({ how }) => how === 'server');
  const given = row?.given;
  if (given === undefined) return false;
  if (given.to === undefined) return isTold(call, given);
  const { to } = given;
  const told = project.modules
    .filter(({ isTest }) => !isTest)
    .flatMap((module) => choices.in(module))
    .filter(({ path }) => path === to || path === `${to}.init_app`);
  return told.length > 0 && told.every((one) => isTold(one, given));
}

function isTold(
  { call }: CallView,
  { keyword, text }: { readonly keyword: string; readonly text: string },
): boolean {
  const value = call.arguments.find((one) => one.keyword === keyword)?.value;
  return value?.kind === 'string' && value.value === text;
}
