import type { ArgumentPlace } from './argument-place.ts';
import classTable from './tables/handler-classes.json' with { type: 'json' };
import table from './tables/handlers.json' with { type: 'json' };

/**
 * Who runs the code that a framework is given: `wsgi` whatever serves the web application,
 * the others a launcher of that name. Locust has no other way than greenlets, and neither has what
 * belongs to `gevent`.
 */
export type Runner = (typeof runners)[number];

const runners = ['wsgi', 'celery', 'dramatiq', 'gevent', 'locust'] as const;

/** What a launcher runs: tasks of its own, or a web application. */
export function runnerOf(launcher: string): Runner {
  return runners.find((runner) => runner === launcher) ?? 'wsgi';
}

/** A call or a decorator by which a framework learns what to run. */
export interface HandlerRow {
  /** `django.urls.path`, `celery.shared_task`. */
  readonly path: string;
  /**
   * `decorator`: with or without arguments, above what it registers. `call`: given what it
   * registers. `elsewhere`: a decorator or a call whose function no request runs. `module`: given the dotted name of a module that is loaded; `package`: of a
   * package whose modules all are, that of the caller without an argument. `server`: serves
   * the applications of the program.
   */
  readonly how: 'decorator' | 'call' | 'elsewhere' | 'module' | 'package' | 'server';
  readonly runner: Runner;
  /** Where it is given what it registers, or the name of what is loaded. */
  readonly callable?: ArgumentPlace;
  /** Where it is given more of them. */
  readonly also?: readonly ArgumentPlace[];
  /** A server that starts a thread for each request, which patched is a greenlet. */
  readonly when?: 'thread-patched';
  /**
   * A server that is gevent's only with this argument: given to the call itself, or, with `to`, to
   * the class of the object that serves, or to its `init_app()`.
   */
  readonly given?: { readonly keyword: string; readonly text: string; readonly to?: string };
  /** Which methods of a class or an object are run (see `matchesMethod`); without: `__call__`. */
  readonly methods?: readonly string[];
  /** A decorator that is given one of these does not count. */
  readonly unlessGiven?: readonly string[];
  readonly evidence: string;
}

/** A base class of a framework whose methods it runs. */
export interface HandlerClass {
  /** `django.views.View`. */
  readonly path: string;
  readonly runner: Runner;
  /** See `matchesMethod`. */
  readonly methods: readonly string[];
  /** Those of them that run once for an object, where it starts or ends: work of its set-up. */
  readonly once?: readonly string[];
  /** Methods under one of these decorators as well. */
  readonly decorated?: readonly string[];
  /** Class attributes that list functions and classes which are run as well. */
  readonly attributes?: readonly string[];
  readonly evidence: string;
}

/** Every call and decorator, sorted by path. */
export const handlers = table as readonly HandlerRow[];
/** Every base class, sorted by path. */
export const handlerClasses = classTable as readonly HandlerClass[];

const byPath = new Map<string, HandlerRow[]>();
for (const row of handlers) {
  const rows = byPath.get(row.path);
  if (rows === undefined) byPath.set(row.path, [row]);
  else rows.push(row);
}
const classByPath = new Map(handlerClasses.map((row) => [row.path, row]));

/** The rows of a canonical path. */
export function handlerRows(path: string): readonly HandlerRow[] {
  return byPath.get(path) ?? [];
}

/** The row of a base class. */
export function handlerClass(path: string): HandlerClass | undefined {
  return classByPath.get(path);
}

/**
 * Whether a framework runs the method `name`: `on_*` stands for every name with this beginning,
 * `*` for every one but those with two underscores.
 */
export function matchesMethod(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => {
    if (pattern === '*') return !name.startsWith('__');
    return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
  });
}
