import { descriptorWaits } from '../../evidence/blocking/descriptor-waits.ts';
import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import type { Spawn } from '../../evidence/blocking/spawned-callables.ts';
import type { Fix, TextEdit } from '../../fixes/edit.ts';
import { replaceExpression } from '../../fixes/replace-call.ts';
import type { SourceFile } from '../../fixes/source.ts';
import { nodeAt } from '../../fixes/tree.ts';
import { openAsFileObject, putInFileObject } from '../../fixes/use-file-object.ts';
import { onAnotherThread, wrapInThreadPool } from '../../fixes/wrap-in-thread-pool.ts';
import { defineRule, type Found } from '../rule.ts';

/** A wait for the other end of a pipe, a terminal or a device. */
interface DescriptorFound extends Found {
  /** `a pipe`. */
  readonly what: string;
  readonly does: 'read' | 'write' | 'file' | 'open';
  readonly spawn?: Spawn;
}

export const blockingDescriptor = defineRule<DescriptorFound>({
  meta: {
    code: 'GVT205',
    name: 'blocking-descriptor',
    severity: 'warning',
    enabled: true,
    summary:
      '`os.read()` and `os.write()` of pipes and terminals, files over them, and opened FIFOs stop every greenlet.',
    why: `gevent patches neither \`os.read()\` nor \`os.write()\` nor \`open()\`. A read of a pipe or a terminal
waits in C until somebody writes to the other end, a write to a full pipe until somebody reads, and
opening a FIFO until somebody opens its other end. No greenlet runs meanwhile; where that somebody is
a greenlet of the same process, it never does.

It is reported where the text shows what a descriptor leads to: \`os.pipe()\`, \`os.openpty()\`,
\`pty.fork()\`, \`sys.stdin.fileno()\`, \`os.mkfifo()\`, devices such as \`/dev/ttyS0\`; through names,
attributes and what all callers pass. Ordinary files are the matter of \`blocking-file-io\`. A write
whose size is not seen is information: it waits only once the pipe is full.

A file over such a descriptor (\`os.fdopen(reader)\`) is reported where it is made: in a greenlet, or
before, if a greenlet of the module reads it later.`,
    cure: `\`gevent.os.tp_read()\` and \`gevent.os.tp_write()\` take the same arguments and let the thread pool
wait; the quick fix writes them. For a file over a pipe it writes \`FileObject(fd, "rb")\` of
gevent.fileobject in place of \`os.fdopen(fd, "rb")\`: it makes the descriptor non-blocking and waits
cooperatively. Over a terminal it writes \`FileObjectThread\`, since other programs share the terminal's
flags. A FIFO or device is opened in the thread pool.

\`gevent.os.nb_read()\` is as good, but only after \`gevent.os.make_nonblocking(fd)\`: without it, it blocks.
Each thread that waits is one of the hub's ten: for many pipes use \`nb_read\` or \`FileObject\`.
\`FileObject\` does not help regular files (measured: it blocks on open, read and write);
\`FileObjectThread\` does, but not with its own open().`,
    notWhen: `Descriptors that are non-blocking, or read only after \`gevent.socket.wait_read()\` or a patched
\`select.select()\`: there nothing waits, and nothing is reported where the module does either. Small
writes that certainly fit into the pipe (a byte to wake somebody up) are silent, too.`,
    sources: [
      'Measured: os.read of a pipe: gap 0.31 s, tp_read 0.01 s; os.writev to a full pipe, FileIO.read, a terminal: 0.31 s; open() of a FIFO: 0.31 s, in the thread pool 0.02 s (gevent 26.9.0, Python 3.11).',
      'gevent documentation, gevent.os: "The various file-like objects … nb_read, nb_write, tp_read, tp_write".',
      'gevent documentation, gevent.fileobject.FileObjectPosix: "only effective wrapping files that can be used meaningfully with select.select such as sockets and pipes".',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import os
import gevent

reader, writer = os.pipe()

def receive():
    return os.read(reader, 100)

gevent.spawn(receive)
`,
    good: `from gevent import monkey
monkey.patch_all()
import os
import gevent
from gevent.os import tp_read

reader, writer = os.pipe()

def receive():
    return tp_read(reader, 100)

gevent.spawn(receive)
`,
    proof: 'gap',
  },

  *check(module, project) {
    for (const wait of descriptorWaits(module, project)) {
      const { span, path, what, does, certain, spawn, reach } = wait;
      yield {
        span,
        subject: path,
        related: reach.chain,
        what,
        does,
        ...(spawn !== undefined && { spawn }),
        ...(certain ? {} : { severity: 'information' as const }),
      };
    }
  },

  word({ subject, what, does }) {
    const name = `${shortName(subject)}()`;
    const counterpart = dropIns[subject];
    const cure =
      counterpart === undefined
        ? "Run the call in gevent's thread pool."
        : subject.startsWith('gevent.')
          ? `Call gevent.os.make_nonblocking() on it first, or use ${counterpart}().`
          : `Use gevent.os.${counterpart}(), which lets the thread pool wait.`;
    switch (does) {
      case 'read':
        return `${name} of ${what} stops every greenlet until data comes. No patch changes that. ${cure}`;
      case 'write':
        return `${name} to ${what} stops every greenlet once its buffer is full. No patch changes that. ${cure}`;
      case 'open':
        return (
          (what === 'a FIFO'
            ? `${name} of ${what} stops every greenlet until its other end is there. So does each read of it. `
            : `Each read of ${what} stops every greenlet until data comes. No patch changes what ${name} gives. `) +
          (subject === 'os.open'
            ? "Open it in gevent's thread pool, and read with gevent.os.tp_read()."
            : "Open it in gevent's thread pool, and read through a FileObject of gevent.fileobject.")
        );
      default:
        return (
          `Each read of this file over ${what} stops every greenlet until data comes. ` +
          `No patch changes what ${name} gives. ` +
          (canBeNonBlocking(what)
            ? 'Use gevent.fileobject.FileObject, which waits cooperatively.'
            : 'Use gevent.fileobject.FileObjectThread, which reads in the thread pool.')
        );
    }
  },

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    const cure = file && cureOf(found, file);
    if (file === undefined || cure === undefined) return [];
    const files = [{ path: file.path, edits: cure.edits }];
    return [{ title: cure.title, preferred: true, safe: false, files }] satisfies Fix[];
  },
});

/** gevent's drop-in for a call. */
const dropIns: Readonly<Record<string, string>> = {
  'os.read': 'tp_read',
  'os.write': 'tp_write',
  'gevent.os.nb_read': 'tp_read',
  'gevent.os.nb_write': 'tp_write',
};

/** Whether nobody else shares the flags of such a descriptor's open file. */
function canBeNonBlocking(what: string): boolean {
  return what === 'a pipe' || what === 'a FIFO';
}

function cureOf(
  { span, subject, what, does, spawn }: DescriptorFound,
  file: SourceFile,
): { title: string; edits: readonly TextEdit[] } | undefined {
  const name = dropIns[subject];
  const className = canBeNonBlocking(what) ? 'FileObject' : 'FileObjectThread';
  let title = `Use ${className} (runs on another thread)`;
  let edits: TextEdit[] | undefined;
  if (does === 'file' && className === 'FileObject') {
    title = 'Use FileObject (makes the descriptor non-blocking)';
    edits = openAsFileObject(file, span, subject === 'io.FileIO');
  } else if (does === 'file') {
    edits = putInFileObject(file, span, className, false);
  } else if (does === 'open' && subject !== 'os.open') {
    title = `Open it in the thread pool, as ${className} ${onAnotherThread}`;
    edits = putInFileObject(file, span, className, true);
  } else if (name !== undefined) {
    title = `Use gevent.os.${name}() ${onAnotherThread}`;
    const at = spawn === undefined ? calleeAt(file, span) : nameAt(file, span);
    edits = at && replaceExpression(file, at, name, { module: 'gevent.os', name });
  } else if (spawn === undefined) {
    title = `Run ${subject}() in gevent's thread pool ${onAnotherThread}`;
    edits = wrapInThreadPool(file, span);
  }
  return edits && { title, edits };
}

function calleeAt(file: SourceFile, span: Found['span']): Found['span'] | undefined {
  const callee = nodeAt(file, span, 'call')?.childForFieldName('function');
  return callee == null ? undefined : [callee.startIndex, callee.endIndex];
}

/** The callable that a spawn is given, if it is a plain name or attribute. */
function nameAt(file: SourceFile, span: Found['span']): Found['span'] | undefined {
  const given = nodeAt(file, span, 'attribute') ?? nodeAt(file, span, 'identifier');
  return given && [given.startIndex, given.endIndex];
}
