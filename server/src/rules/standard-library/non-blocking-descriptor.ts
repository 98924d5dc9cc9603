import { argumentsOf } from '../../evidence/blocking/cpu-cost.ts';
import {
  descriptorTarget,
  expectsNothing,
  handlesReadiness,
  waitsUntilReady,
} from '../../evidence/blocking/descriptors.ts';
import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import { patchedFor } from '../../evidence/blocking/patched-for.ts';
import { isSetToPoll } from '../../evidence/unpatched/unpatched-waits.ts';
import { replaceCallee } from '../../fixes/replace-call.ts';
import { openAsFileObject } from '../../fixes/use-file-object.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { defineRule, type Found } from '../rule.ts';

/** A read past gevent's object, of a descriptor that gevent made non-blocking. */
interface LeakedDescriptor extends Found {
  /** `a socket`. */
  readonly what: string;
  /** False: the call makes a file whose reads end too early. */
  readonly reads: boolean;
  /** Whether all programs that run the module patch the part. */
  readonly certain: boolean;
}

/** Calls that read a descriptor, or make a file that does. */
const readers = /^(?:os\.(?:read|readv|fdopen)|io\.FileIO|builtins\.open)$/;

export const nonBlockingDescriptor = defineRule<LeakedDescriptor>({
  meta: {
    code: 'GVT222',
    name: 'non-blocking-descriptor',
    severity: 'warning',
    enabled: true,
    summary:
      "`os.read()` or `os.fdopen()` on the descriptor of a patched socket or child's pipe does not wait for data.",
    why: `gevent waits in its own objects; the descriptors underneath are non-blocking. Whoever takes the
descriptor and reads past the object does not wait at all:

- \`os.read(sock.fileno(), 10)\` and \`os.read(child.stdout.fileno(), 10)\` raise BlockingIOError.
- a file that \`os.fdopen(sock.fileno(), "rb")\` or \`open()\` makes gives \`b""\` or \`None\` at once,
  which reads as the end of the file: data gets lost without a word. In text mode it raises
  "TypeError: can't concat NoneType to bytes".

It happens only where data is not there yet, so tests on a quick machine do not show it. Unpatched
the same code works: it waits.`,
    cure: `Read through the object: \`sock.recv()\`, \`sock.makefile()\`, \`child.stdout.read1()\`. The quick fix
keeps the descriptor: \`gevent.os.nb_read(fd, 10)\` waits cooperatively where \`os.read()\` raises, and
\`FileObject(fd, "rb")\` of gevent.fileobject waits where the file of \`os.fdopen()\` ends.`,
    notWhen: `Code that means to poll: inside \`except BlockingIOError\`, after \`gevent.socket.wait_read()\` or
\`select.select()\`, and in modules that set blocking modes themselves nothing is reported. So it is where
\`socket\` or \`subprocess\` is not patched.`,
    sources: [
      "Measured: os.read: BlockingIOError; os.fdopen(sock.fileno()).read(): b'' at once; nb_read and FileObject: the data (gevent 26.9.0, Python 3.11).",
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
      if (path === undefined || !readers.test(path) || isDead(call)) continue;
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
      const certain = patched === 'certainly';
      yield {
        span: call.span,
        subject: path,
        ...(certain ? {} : { severity: 'information' }),
        what: target.what,
        reads: /\.readv?$/.test(path),
        certain,
      };
    }
  },

  word({ subject, what, reads, certain }) {
    const name = `${shortName(subject)}()`;
    const when = certain ? '' : ' in a patched program';
    const cure =
      what === 'a socket' ? 'recv() or makefile()' : 'the stdout or stderr of the child itself';
    return reads
      ? `${name} of ${what}${when} raises BlockingIOError where it should wait. gevent makes the ` +
          `descriptor non-blocking and waits in its own object. Use ${cure}, or gevent.os.nb_read().`
      : `A file over the descriptor of ${what} ends before its data has come${when}. gevent makes the ` +
          `descriptor non-blocking, so reads that should wait give b"" or None (in text mode they raise TypeError). Use ${cure}, or gevent.fileobject.FileObject.`;
  },

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    if (file === undefined || found.subject === 'os.readv') return [];
    const nonBlockingRead = { module: 'gevent.os', name: 'nb_read' };
    const edits = found.reads
      ? replaceCallee(file, found.span, 'nb_read', nonBlockingRead)
      : openAsFileObject(file, found.span, found.subject === 'io.FileIO');
    if (edits === undefined) return [];
    return [
      {
        title: found.reads
          ? 'Use gevent.os.nb_read(), which waits'
          : 'Use FileObject of gevent.fileobject, which waits',
        preferred: true,
        safe: found.certain,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});
