import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import type { Spawn } from '../../evidence/blocking/spawned-callables.ts';
import { inputWaits } from '../../evidence/blocking/standard-input.ts';
import { readLinesInThreadPool } from '../../fixes/read-lines-in-thread-pool.ts';
import { threadPoolFix } from '../../fixes/thread-pool-fix.ts';
import { onAnotherThread } from '../../fixes/wrap-in-thread-pool.ts';
import { defineRule, type Found } from '../rule.ts';

/** A wait for the standard input. */
interface InputFound extends Found {
  /** A loop over lines: there is no one call that a thread could make. */
  readonly loop: boolean;
  /** What is given the standard input: `json.load`. */
  readonly reader?: string;
  /** The spawn that is given the function itself; undefined where it is called. */
  readonly spawn?: Spawn;
}

export const blockingStandardInput = defineRule<InputFound>({
  meta: {
    code: 'GVT203',
    name: 'blocking-standard-input',
    severity: 'warning',
    enabled: true,
    summary:
      '`input()`, reads of `sys.stdin`, `getpass` or `fileinput` in greenlets stop all of them until a line comes.',
    why: `Nothing makes the standard input cooperative: \`patch_all(sys=True)\` does nothing on Python 3.
While \`input()\`, \`sys.stdin.readline()\`, a loop over \`sys.stdin\`, \`getpass.getpass()\` or
\`fileinput.input()\` waits for a line, every greenlet of the process stands still. So do those that a
main program has started before it asks.`,
    cure: `Let the hub's thread pool wait: \`gevent.get_hub().threadpool.apply(input, ("name? ",))\`. The quick
fix writes it for single calls. A loop over \`sys.stdin\` reads its next line that way, as the quick fix
for loops writes it:

\`\`\`python
for line in iter(lambda: gevent.get_hub().threadpool.apply(sys.stdin.readline), ""):
\`\`\`

The thread keeps waiting when a \`gevent.Timeout\` gives up on it: a program that exits then aborts with
"Fatal Python error: _enter_buffered_busy". Do not use \`FileObject(sys.stdin)\` on a terminal: it makes
the descriptor non-blocking, which standard output shares.`,
    notWhen: `Code that asks questions before it starts greenlets. Where the function first waits with
\`gevent.socket.wait_read()\` or \`select.select()\`, nothing is reported.`,
    sources: [
      'Measured: gap 0.31 s bad, 0.02 s fixed, for each of the calls (gevent 26.9.0, Python 3.11).',
      'Measured: Timeout, then exit, while the thread waits: _enter_buffered_busy.',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import gevent

def ask():
    return input("How many? ")

gevent.spawn(ask).join()
`,
    good: `from gevent import monkey
monkey.patch_all()
import gevent

def ask():
    return gevent.get_hub().threadpool.apply(input, ("How many? ",))

gevent.spawn(ask).join()
`,
    proof: 'gap',
  },

  *check(module, project) {
    for (const wait of inputWaits(module, project)) {
      const { span, path, call, reader, spawn, chain, certain } = wait;
      yield {
        span,
        subject: path,
        related: chain,
        loop: call === undefined && spawn === undefined,
        ...(spawn !== undefined && { spawn }),
        ...(reader !== undefined && { reader }),
        ...(certain ? {} : { severity: 'information' as const }),
      };
    }
  },

  word({ subject, loop, reader, severity }) {
    const name = shortName(subject);
    const call = reader === undefined ? `${name}()` : `${shortName(reader)}(${name})`;
    const what = loop ? `Iterating over ${name}` : call;
    const when = severity === undefined ? '' : ', without file arguments,';
    const cure = loop
      ? "Read each line in gevent's thread pool"
      : "Run the call in gevent's thread pool";
    if (/^(?:cmd|code)\./.test(subject)) {
      return (
        `${what} stops every greenlet until input comes. ` +
        'No patch makes standard input cooperative. ' +
        'Let gevent.backdoor serve the console, or run this in a process of its own.'
      );
    }
    return (
      `${what}${when} stops every greenlet until input comes. ` +
      `No patch makes standard input cooperative. ${cure}; ` +
      'a thread that still waits for input when the program exits makes Python abort.'
    );
  },

  fixes(found, source) {
    if (!found.loop) {
      return threadPoolFix({ ...found, subject: found.reader ?? found.subject }, source);
    }
    const file = source.file(found.path ?? '');
    const edits = file && readLinesInThreadPool(file, found.span, found.subject);
    if (file === undefined || edits === undefined) return [];
    const title = `Read each line in gevent's thread pool ${onAnotherThread}`;
    return [{ title, preferred: true, safe: false, files: [{ path: file.path, edits }] }];
  },
});
