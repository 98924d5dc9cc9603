import { dottedPath } from '../../facts/expression.ts';
import type { Event } from '../../facts/scope.ts';
import { type HandlerRow, handlerRows, handlers } from '../../knowledge/handlers.ts';
import { spawner } from '../../knowledge/spawners.ts';
import { keptFor } from '../kept-answers.ts';
import type { LinkingView } from '../linking-view.ts';
import type { CallView, ModuleView, Place } from '../model.ts';
import { isDead } from '../programs/block-certainty.ts';
import { asksForGevent } from '../programs/gevent-servers.ts';
import type { CallGraph } from './call-graph.ts';
import { argumentAt, describeCall } from './callable-argument.ts';

/** A call that serves a web application. */
export interface WebServer {
  readonly call: CallView;
  /** Every request has a thread of its own: a greenlet only where threads are patched. */
  readonly asThreads: boolean;
  /** The module goes on without gevent: `try: from gevent.pywsgi import …`. */
  readonly isOptional: boolean;
  readonly origin: string;
  readonly places: () => readonly Place[];
}

const serverNames = new Set(
  handlers
    .filter(({ how }) => how === 'server')
    .map(({ path }) => path.slice(path.lastIndexOf('.') + 1)),
);

/** The calls outside tests that serve web applications in greenlets, or may. */
export function webServers(graph: CallGraph, project: LinkingView): readonly WebServer[] {
  const servers: WebServer[] = [];
  for (const call of [...serverNames].flatMap((name) => graph.callsNamed(name))) {
    const { path } = call;
    if (path === undefined || call.scope.module.isTest || isDead(call)) continue;
    const row = handlerRows(path).find((one) => one.how === 'server');
    if (row === undefined) continue;
    const isAsked = asksForGevent(call, project);
    if (!isAsked && !mayServe(call, row)) continue;
    const application = spawner(path)?.callable;
    const argument = application && argumentAt(call, application);
    const origin = argument ? describeCall(call, argument) : `${path}()`;
    const { module } = call.scope;
    const message = `\`${origin}\` serves in greenlets here`;
    const places = (): readonly Place[] => [{ path: module.path, span: call.span, message }];
    const asThreads = row.when === 'thread-patched' && !isAsked;
    servers.push({ call, asThreads, isOptional: canDoWithout(module), origin, places });
  }
  return servers;
}

/** Whether each import of gevent in a module stands in a `try` that catches its absence. */
function canDoWithout(module: ModuleView): boolean {
  return keptFor(module, 'can do without gevent', () => {
    const imports = module.scopes
      .flatMap(({ events }) => events)
      .filter(({ event }) => importsGevent(event));
    return (
      imports.length > 0 &&
      imports.every(
        ({ block }) =>
          block?.block.kind === 'try' &&
          (block.block.bareExcept === true ||
            block.block.exceptions?.some((one) => absence.test(dottedPath(one) ?? '')) === true),
      )
    );
  });
}

const absence = /^(?:ImportError|ModuleNotFoundError|Exception)$/;

function importsGevent(event: Event): boolean {
  if (event.kind === 'import') return event.names.some(({ module }) => isGevent(module));
  return event.kind === 'from-import' && event.level === 0 && isGevent(event.module);
}

function isGevent(module: string): boolean {
  return module === 'gevent' || module.startsWith('gevent.');
}

/** Whether it serves in greenlets, or in threads that may be some, without being asked to. */
function mayServe(call: CallView, { given, when }: HandlerRow): boolean {
  return when === 'thread-patched' ? !isFalse(call, 'threaded') : given === undefined;
}

/** `app.run(threaded=False)` answers one request after the other. */
function isFalse(call: CallView, keyword: string): boolean {
  const value = argumentAt(call, { keyword })?.value;
  return value?.kind === 'constant' && value.value === 'False';
}
