import type { ArgumentPlace } from './argument-place.ts';
import classTable from './tables/greenlet-classes.json' with { type: 'json' };
import table from './tables/spawners.json' with { type: 'json' };

/** A call that runs a callable in a greenlet. */
export interface Spawner {
  /** `gevent.pool.Pool.map`. */
  readonly path: string;
  /** The argument that is the callable. */
  readonly callable: ArgumentPlace;
  /** Of a class that it is given: the methods that run (see `matchesMethod`). Without: `__init__`. */
  readonly methods?: readonly string[];
  /** Several greenlets run it at once from this one call: a map, a server. */
  readonly many: boolean;
  readonly kind: 'spawn' | 'pool' | 'server' | 'thread';
  /** `thread-patched`: only where the part `thread` is patched; a native thread otherwise. */
  readonly when?: 'thread-patched';
  readonly evidence: string;
}

/** A class whose methods run in greenlets when they are overridden. */
export interface GreenletClass {
  /** `gevent.Greenlet`. */
  readonly path: string;
  /** `_run`. */
  readonly methods: readonly string[];
  /** Several greenlets run the methods of one object at once. */
  readonly many: boolean;
  readonly when?: 'thread-patched';
  readonly evidence: string;
}

/** Every call, sorted by path. */
export const spawners = table as readonly Spawner[];
/** Every base class, sorted by path. */
export const greenletClasses = classTable as readonly GreenletClass[];

const byPath = new Map(spawners.map((row) => [row.path, row]));
const classByPath = new Map(greenletClasses.map((row) => [row.path, row]));

/** The row of a canonical path, if calling it runs a callable in a greenlet. */
export function spawner(path: string): Spawner | undefined {
  return byPath.get(path);
}

/** The row of a base class whose methods run in greenlets. */
export function greenletClass(path: string): GreenletClass | undefined {
  return classByPath.get(path);
}
