import { type PlainGift, plainGift } from '../../evidence/blocking/plain-calls.ts';
import { dottedPath } from '../../facts/expression.ts';
import { unwrapSpawnArgument } from '../../fixes/unwrap-spawn-argument.ts';
import { spawner } from '../../knowledge/spawners.ts';
import type { CallView, Place } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

/** A call in the place of a callable. */
interface SpawnOfCall extends Found {
  /** The spawn as written: `pool.spawn`. */
  readonly spawn: string;
  /** The whole spawn, and its canonical path. */
  readonly spawnSpan: Span;
  readonly spawnPath: string;
  readonly gives: PlainGift['what'];
  /** A class was called: its instance is no function either. */
  readonly ofClass: boolean;
  readonly takesArguments: boolean;
}

export const spawnOfCall = defineRule<SpawnOfCall>({
  meta: {
    code: 'GVT501',
    name: 'spawn-of-call',
    severity: 'error',
    enabled: true,
    summary: '`gevent.spawn(f())` runs `f` at once, and gives the greenlet nothing to run.',
    why: `\`gevent.spawn(work())\` calls \`work\` first, in the greenlet that stands there: a job of 0.3 seconds
kept \`spawn()\` itself busy for 0.31 seconds. What \`work\` returns is then taken for the function. With
\`None\`, the new greenlet ends without a word, and no error tells; with anything else that cannot be
called, \`spawn()\` raises TypeError. A coroutine function only makes a coroutine, which nothing runs.`,
    cure: `Pass the function, and its arguments behind it: \`gevent.spawn(work, order)\`. The quick fix writes
this. It is not applied unattended, since \`work\` then runs later, beside the code that follows.`,
    notWhen: `Where the call returns a function to run (a factory, \`functools.partial\`, a decorated function,
an object with \`__call__\`), nothing is reported, nor where that is not known.`,
    sources: [
      'Measured: spawn took 0.31 s bad, 0.01 s fixed; Greenlet(None) ends without an error, others raise TypeError (gevent 26.9.0, Python 3.11).',
      'gevent documentation, Greenlet: "run (callable): the callable object to run".',
    ],
    since: '0.1.0',
    bad: `import gevent

def work():
    gevent.sleep(0.3)

greenlet = gevent.spawn(work())
greenlet.join()
`,
    good: `import gevent

def work():
    gevent.sleep(0.3)

greenlet = gevent.spawn(work)
greenlet.join()
`,
    proof: 'output',
  },

  *check(module, project) {
    if (!project.usesGevent || module.isTest) return;
    for (const call of module.calls) {
      const { path } = call;
      const row = path === undefined ? undefined : spawner(path);
      if (path === undefined || row === undefined) continue;
      if ((row.kind !== 'spawn' && row.kind !== 'pool') || isDead(call)) continue;
      const argument = argumentAt(call, row.callable);
      if (argument?.value.kind !== 'call') continue;
      const inner = call.unit.calls[argument.value.call];
      const gift = inner && plainGift(inner, project);
      if (inner === undefined || gift === undefined) continue;
      yield {
        span: inner.span,
        subject: written(inner, 26),
        ...(gift.certain ? {} : { severity: 'warning' as const }),
        related: placesOf(gift),
        spawn: written(call, 24),
        spawnSpan: call.span,
        spawnPath: path,
        gives: gift.what,
        ofClass: inner.target.kind === 'class',
        takesArguments: inner.call.arguments.length > 0,
      };
    }
  },

  word(found) {
    const { subject, spawn, gives } = found;
    const result = resultOf(found);
    if (gives === 'coroutine' || gives === 'generator') {
      return (
        `${subject}() makes a ${gives}; ${spawn}(…) cannot run it. ` +
        'It raises TypeError. Pass a plain function that does the work.'
      );
    }
    if (found.ofClass) {
      return (
        `${subject}() gives no function to ${spawn}(…). ` +
        'An object without __call__ raises TypeError. Pass one of its methods.'
      );
    }
    const pass = found.takesArguments
      ? `Pass the function and its arguments: ${spawn}(${passed(found)}).`
      : 'Pass the function itself, without the parentheses.';
    return `${subject}() runs here and now, not in a greenlet. ${result} ${pass}`;
  },

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    const { gives, ofClass, takesArguments } = found;
    if (file === undefined || ofClass || gives === 'coroutine' || gives === 'generator') return [];
    if (/\.link\w*$/.test(found.spawnPath)) return [];
    if (takesArguments && !passesArguments.test(found.spawnPath)) return [];
    const edits = unwrapSpawnArgument(file, found.spawnSpan, found.span);
    if (edits === undefined) return [];
    return [
      {
        title: 'Pass the function instead of calling it (then it runs later)',
        preferred: true,
        safe: false,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});

/** Spawns that hand what stands behind the function to it. */
const passesArguments =
  /^gevent\.(?:spawn|spawn_later|spawn_raw|Greenlet|signal_handler|pool\.(?:Group|Pool)\.spawn)$/;

/** Greenlets without a function of their own end without an error. */
const acceptsNone =
  /^gevent\.(?:spawn|spawn_later|Greenlet|pool\.(?:Group|Pool)\.(?:spawn|apply\w*))$/;

function resultOf({ spawn, spawnPath, gives }: SpawnOfCall): string {
  if (gives === 'none' && acceptsNone.test(spawnPath)) {
    return `It returns no function, so ${spawn}(…) starts a greenlet that does nothing, and no error tells.`;
  }
  const what = gives === 'none' ? 'It returns None' : 'What it returns cannot be called';
  return `${what}, so ${spawn}(…) has no function to run: TypeError.`;
}

/** How the function and what it takes are passed to this spawn. */
function passed({ subject, spawnPath }: SpawnOfCall): string {
  if (/\.i?map\w*$/.test(spawnPath)) return `${subject}, items`;
  if (/\.apply(?:_\w+)?$/.test(spawnPath)) return `${subject}, (…)`;
  return /\.(?:spawn_later|signal_handler)$/.test(spawnPath) ? `…, ${subject}, …` : `${subject}, …`;
}

/** The callee as written; where that is too long for a message, its end: `pool.spawn_later`. */
function written({ call, path }: CallView, longest: number): string {
  const { callee } = call;
  const last = callee.kind === 'attribute' ? `….${callee.name}` : '…';
  const name = dottedPath(callee) ?? path ?? last;
  if (name.length <= longest) return name;
  const parts = name.split('.');
  while (parts.length > 1 && parts.join('.').length > longest) parts.shift();
  const end = parts.join('.');
  return end.length <= longest ? end : `…${end.slice(1 - longest)}`;
}

function placesOf({ scope, what }: PlainGift): readonly Place[] {
  if (scope === undefined || scope.kind !== 'function') return [];
  const returns = what === 'none' ? 'returns nothing' : 'returns nothing that could be called';
  const message = `\`${scope.name}()\` ${what === 'coroutine' ? 'is a coroutine function' : returns}`;
  return [{ path: scope.module.path, span: scope.nameSpan, message }];
}
