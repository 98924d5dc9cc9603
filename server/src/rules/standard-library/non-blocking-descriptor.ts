import { argumentsOf } from '../../evidence/blocking/cpu-cost.ts';
import {
  descriptorTarget,
  expectsNothing,
  handlesReadiness,
  waitsUntilReady,
} from '../../evidence/blocking/descriptors.ts';
import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import { knownNumber, knownSize } from '../../evidence/blocking/known-size.ts';
import { patchedFor } from '../../evidence/blocking/patched-for.ts';
import { isSetToPoll } from '../../evidence/unpatched/unpatched-waits.ts';
import type { TextEdit } from '../../fixes/edit.ts';
import { replaceCallee } from '../../fixes/replace-call.ts';
import type { SourceFile } from '../../fixes/source.ts';
import { openAsFileObject } from '../../fixes/use-file-object.ts';
import { sendFileThroughSocket, writeThroughObject } from '../../fixes/write-through-object.ts';
import type { CallView, ProjectView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { defineRule, type Found } from '../rule.ts';

/** A read or write past gevent's object, of a descriptor that gevent made non-blocking. */
interface LeakedDescriptor extends Found {
  /** `a socket`. */
  readonly what: string;
  /** What the call does: `file`: it makes one whose reads end too early. */
  readonly does: 'reads' | 'writes' | 'file';
  /** Whether all programs that run the module patch the part. */
  readonly certain: boolean;
}

/** Calls that read or write a descriptor, or make a file that does. */
const users = /^(?:os\.(?:read|readv|write|writev|sendfile|fdopen)|io\.FileIO|builtins\.open)$/;

export const nonBlockingDescriptor = defineRule<LeakedDescriptor>({
  meta: {
    code: 'GVT222',
    name: 'non-blocking-descriptor',
    severity: 'warning',
    enabled: true,
    summary:
      "`os.read()`, `os.write()` or `os.fdopen()` on the descriptor of a patched socket or child's pipe does not wait.",
    why: `gevent waits in its own objects; the descriptors underneath are non-blocking. Whoever takes the
descriptor and reads past the object does not wait at all:

- \`os.read(sock.fileno(), 10)\` and \`os.read(child.stdout.fileno(), 10)\` raise BlockingIOError.
- a file that \`os.fdopen(sock.fileno(), "rb")\` or \`open()\` makes gives \`b""\` or \`None\` at once,
  which reads as the end of the file: data gets lost without a word. In text mode it raises
  "TypeError: can't concat NoneType to bytes".
- \`os.write(sock.fileno(), data)\` and \`os.sendfile()\` write what fits into the buffer, say how much that
  was, and raise BlockingIOError when it is full: the rest of \`data\` is lost where nobody looks.

It happens only where data is not there yet, so tests on a quick machine do not show it. Unpatched
the same code works: it waits.`,
    cure: `Read through the object: \`sock.recv()\`, \`sock.makefile()\`, \`child.stdout.read1()\`. The quick fix
keeps the descriptor: \`gevent.os.nb_read(fd, 10)\` waits cooperatively where \`os.read()\` raises, and
\`FileObject(fd, "rb")\` of gevent.fileobject waits where the file of \`os.fdopen()\` ends.

Write through the object as well: the quick fix makes \`sock.sendall(data)\` and \`sock.sendfile(file, 0, size)\` of
it (which moves the position of the file, and starts there where the offset is 0), and \`child.stdin.write(data)\` with \`flush()\`. Where the
program counts the bytes, \`gevent.os.nb_write()\` waits until some can be written, and says how many were.
Short literals fit into any buffer: of those nothing is said.`,
    notWhen: `Code that means to poll: inside \`except BlockingIOError\`, after \`gevent.socket.wait_read()\` or
\`select.select()\`, and in modules that set blocking modes themselves nothing is reported. So it is where
\`socket\` or \`subprocess\` is not patched.`,
    sources: [
      "Measured: os.read: BlockingIOError; os.fdopen(sock.fileno()).read(): b'' at once; nb_read and FileObject: the data (gevent 26.9.0, Python 3.11).",
      'Measured: os.write of 3 MB to a socket: 219264 bytes, then BlockingIOError; to the pipe of a child: 65536; sendall, sendfile of the socket and write: all of it (gevent 26.9.0, Python 3.11).',
      'gevent documentation, gevent.os.nb_read: "Read up to n bytes from the file descriptor".',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import os
import subprocess

child = subprocess.Popen(["sh", "-c", "sleep 0.5; echo hi"], stdout=subprocess.PIPE)
print(os.read(child.stdout.fileno(), 10))
`,
    good: `from gevent import monkey
monkey.patch_all()
import subprocess

child = subprocess.Popen(["sh", "-c", "sleep 0.5; echo hi"], stdout=subprocess.PIPE)
print(child.stdout.read1(10))
`,
    proof: 'exception',
  },

  *check(module, project) {
    if (!project.usesGevent || module.isTest) return;
    for (const call of module.calls) {
      const { path } = call;
      if (path === undefined || !users.test(path) || isDead(call)) continue;
      const given = argumentsOf(call);
      const keyword = path.endsWith('open') ? 'file' : 'fd';
      const expression = given.at({ position: 0, keyword });
      if (expression === undefined) continue;
      const target = descriptorTarget({ expression, unit: call.unit }, project);
      if (target?.nonBlocking === undefined) continue;
      const patched =
        target.nonBlocking === 'gevent'
          ? 'certainly'
          : patchedFor(call, target.nonBlocking, project);
      if (patched === 'no' || expectsNothing(call) || waitsUntilReady(call.scope, project))
        continue;
      if (handlesReadiness(module, project) || module.calls.some(isSetToPoll)) continue;
      const does = doneBy(path);
      const amount = does === 'writes' ? writtenAmount(call, path, project) : 'large';
      if (amount === 'small') continue;
      const certain = patched === 'certainly';
      yield {
        span: call.span,
        subject: path,
        ...(certain && amount === 'large' ? {} : { severity: 'information' }),
        what: target.what,
        does,
        certain,
      };
    }
  },

  word({ subject, what, does, certain }) {
    const name = `${shortName(subject)}()`;
    const when = certain ? '' : ' in a patched program';
    const why = 'gevent makes the descriptor non-blocking and waits in its own object.';
    if (does === 'writes') {
      const through = what === 'a socket' ? 'sendall() or sendfile()' : 'write() and flush() of it';
      return (
        `${name} to ${what}${when} writes only a part, or raises BlockingIOError. ${why} ` +
        `What fits into its buffer is written, and the rest is lost if nobody looks. Use ${through}, or gevent.os.nb_write().`
      );
    }
    const cure =
      what === 'a socket' ? 'recv() or makefile()' : 'the stdout or stderr of the child itself';
    return does === 'reads'
      ? `${name} of ${what}${when} raises BlockingIOError where it should wait. ${why} ` +
          `Use ${cure}, or gevent.os.nb_read().`
      : `A file over the descriptor of ${what} ends before its data has come${when}. gevent makes the ` +
          `descriptor non-blocking, so reads that should wait give b"" or None (in text mode they raise TypeError). Use ${cure}, or gevent.fileobject.FileObject.`;
  },

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    if (file === undefined || /v$/.test(found.subject)) return [];
    const cure = found.does === 'writes' ? writingCure(file, found) : readingCure(file, found);
    if (cure === undefined) return [];
    const { title, edits, safe } = cure;
    return [{ title, preferred: true, safe, files: [{ path: file.path, edits }] }];
  },
});

interface Cure {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly safe: boolean;
}

function readingCure(file: SourceFile, found: LeakedDescriptor): Cure | undefined {
  const nonBlockingRead = { module: 'gevent.os', name: 'nb_read' };
  const edits =
    found.does === 'reads'
      ? replaceCallee(file, found.span, 'nb_read', nonBlockingRead)
      : openAsFileObject(file, found.span, found.subject === 'io.FileIO');
  const title =
    found.does === 'reads'
      ? 'Use gevent.os.nb_read(), which waits'
      : 'Use FileObject of gevent.fileobject, which waits';
  return edits && { title, edits, safe: found.certain };
}

function writingCure(file: SourceFile, found: LeakedDescriptor): Cure | undefined {
  const { span, subject, what, certain } = found;
  const toSocket = what === 'a socket';
  if (subject === 'os.sendfile') {
    const edits = toSocket ? sendFileThroughSocket(file, span) : undefined;
    const title = 'Use sendfile() of the socket, which waits (offset 0: from where the file is)';
    return edits && { title, edits, safe: false };
  }
  const through = writeThroughObject(file, span, toSocket);
  if (through !== undefined) {
    const method = toSocket ? 'sendall() of the socket' : 'write() and flush() of the pipe';
    return { title: `Use ${method}, which waits`, edits: through, safe: certain };
  }
  const edits = replaceCallee(file, span, 'nb_write', { module: 'gevent.os', name: 'nb_write' });
  const title = 'Use gevent.os.nb_write(), which waits (look at how much it wrote)';
  return edits && { title, edits, safe: false };
}

function doneBy(path: string): LeakedDescriptor['does'] {
  if (/\.readv?$/.test(path)) return 'reads';
  return /\.(?:writev?|sendfile)$/.test(path) ? 'writes' : 'file';
}

/** What fits into the buffer of any pipe or socket, in bytes. */
const fitsAnywhere = 4096;
/** More than the buffer of a pipe holds, in bytes. */
const fitsNowhere = 65_536;

/** How much a call writes, as far as it can be seen. */
function writtenAmount(
  call: CallView,
  path: string,
  project: ProjectView,
): 'small' | 'large' | 'unknown' {
  const given = argumentsOf(call);
  const { unit } = call;
  if (path === 'os.sendfile') {
    const count = given.at({ position: 3, keyword: 'count' });
    const known = count && knownNumber({ expression: count, unit }, project);
    if (known === undefined) return 'unknown';
    return known > fitsNowhere ? 'large' : known <= fitsAnywhere ? 'small' : 'unknown';
  }
  const data = path === 'os.write' ? given.at({ position: 1, keyword: 'data' }) : undefined;
  if (data === undefined) return 'unknown';
  const literal = data.kind === 'string' || (data.kind === 'other' && /string/.test(data.syntax));
  if (literal && data.span[1] - data.span[0] <= fitsAnywhere) return 'small';
  return knownSize({ expression: data, unit }, project).least > fitsNowhere ? 'large' : 'unknown';
}
