import { deferredCloses } from '../../evidence/blocking/deferred-closes.ts';
import { replaceCallee } from '../../fixes/replace-call.ts';
import { quoteOf } from '../../fixes/wrap-in-thread-pool.ts';
import { defineRule, type Found } from '../rule.ts';

/** A close that gevent puts off, and a wait that needs it. */
interface DeferredFound extends Found {
  /** As written: `w`. */
  readonly writer: string;
  readonly reader: string;
  readonly waits: 'read' | 'select';
}

export const deferredClose = defineRule<DeferredFound>({
  meta: {
    code: 'GVT215',
    name: 'deferred-close',
    severity: 'warning',
    enabled: true,
    summary:
      'The patched `os.close()` of a pipe takes effect when the loop turns: a read to its end, straight after, hangs.',
    why: `Since gevent 25.8.1 the patched \`os.close()\` of anything but a regular file only marks the
descriptor once the thread has a loop; it is closed when the loop turns. Code that closes its writing
end of a pipe and then reads the other end natively to its end of file (the usual way to collect what
a child writes) keeps the pipe open itself: the read never ends, the loop never turns, and the program
hangs for good. A patched \`select.select()\` or \`poll()\` misses that end of file in an idle program, and
comes back empty after its whole timeout.

\`gevent.sleep(0)\` in between is not enough. \`gevent.os.tp_read()\` and \`FileObject\` let the loop turn,
but in a program in which nothing else happens it sleeps before it closes: there they hang as well.`,
    cure: `\`monkey.get_original("os", "close")(fd)\` closes at once; the quick fix writes it. It is right for
a descriptor that no greenlet is waiting on, which the writing end of a pipe is not. Where the read
itself stops other greenlets, \`blocking-descriptor\` says so at the read.`,
    notWhen: `gevent up to 25.5.1, and programs that leave \`os\` unpatched; a version that dependency files
name is taken into account. Before the first greenlet of a thread \`os.close()\` closes at once: start-up
code is silent. So is code that waits cooperatively between the two.`,
    sources: [
      'Measured: hangs with os.read, os.fdopen().read() and in a child-and-pipe idiom; with the original os.close() it ends. select.select: [] after its full 1.0 s (gevent 26.9.0, Python 3.11). gevent 25.5.1, 24.11.1 and 22.10.2: closed at once.',
      'gevent/os.py, close: "loop.closing_fd(fd)", versionadded 25.8.1; gevent issue 2100.',
    ],
    geventSince: '25.8.1',
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import os
import subprocess
import gevent

gevent.spawn(print, "listing").join()
reader, writer = os.pipe()
subprocess.Popen(["ls"], stdout=writer)
os.close(writer)
print(os.fdopen(reader).read())
`,
    good: `from gevent import monkey
monkey.patch_all()
import os
import subprocess
import gevent

gevent.spawn(print, "listing").join()
reader, writer = os.pipe()
subprocess.Popen(["ls"], stdout=writer)
monkey.get_original("os", "close")(writer)
print(os.fdopen(reader).read())
`,
    proof: 'hang',
  },

  *check(module, project) {
    for (const { close, writer, reader, waits, certain, chain } of deferredCloses(
      module,
      project,
    )) {
      yield {
        span: close.span,
        subject: 'os.close',
        related: chain,
        ...(certain ? {} : { severity: 'information' }),
        writer,
        reader,
        waits,
      };
    }
  },

  word({ writer, reader, waits }) {
    const close = `\`os.close(${short(writer)})\``;
    const cure = 'Close with monkey.get_original("os", "close")(…).';
    return waits === 'read'
      ? `${close} waits for the loop, and the read of \`${short(reader)}\` for the close. ` +
          `Since gevent 25.8.1 the end of file never comes, and the program hangs. ${cure}`
      : `${close} waits for the loop to turn, and select.select() can miss it. ` +
          `Since gevent 25.8.1 it comes back empty after its whole timeout. ${cure}`;
  },

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    if (file === undefined) return [];
    const quote = quoteOf(file);
    const path = `monkey.get_original(${quote}os${quote}, ${quote}close${quote})`;
    const edits = replaceCallee(file, found.span, path, { module: 'gevent', name: 'monkey' });
    if (edits === undefined) return [];
    return [
      {
        title: 'Close with the original os.close()',
        preferred: true,
        safe: found.severity === undefined,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});

function short(name: string): string {
  return name.length <= 12 ? name : `…${name.slice(-11)}`;
}
