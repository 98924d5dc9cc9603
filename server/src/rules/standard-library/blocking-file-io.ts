import { callsInGreenlets, shortName } from '../../evidence/blocking/greenlet-calls.ts';
import { isOnHotPath, isWholeRead, networkFileOf } from '../../evidence/blocking/hot-files.ts';
import {
  isFileMethod,
  isReadThrough,
  openedBy,
  opensDevice,
  opensFile,
  opensFiles,
  opensMemory,
  takesFile,
  usesOfFile,
} from '../../evidence/blocking/opened-files.ts';
import { type Spawn, spawnedCallables } from '../../evidence/blocking/spawned-callables.ts';
import { threadPoolRefusal } from '../../evidence/blocking/thread-pool-refusals.ts';
import { spawnThreadPoolFix } from '../../fixes/spawn-thread-pool-fix.ts';
import { threadPoolTitle, wrapInThreadPool } from '../../fixes/wrap-in-thread-pool.ts';
import type { StandardLibraryCall } from '../../knowledge/standard-library.ts';
import { isInLoop, loopsAround } from '../../project/loops.ts';
import type { CallView, ProjectView } from '../../project/model.ts';
import { defineRule, type Found } from '../rule.ts';

interface FileFound extends Found {
  /**
   * What waits besides the call, so that moving that alone would cure next to nothing: a generator
   * where it is iterated, the reads or writes of the file that is opened.
   */
  readonly goesOn?: 'generator' | 'reads' | 'writes' | undefined;
  /** On a file system that the configuration names. */
  readonly network: boolean;
  /** The spawn that is given the function itself; undefined where it is called. */
  readonly spawn?: Spawn;
}

/** What to do, by what waits. */
const cures = {
  call: "Run it in gevent's thread pool.",
  generator:
    "It waits at each turn: put the walk into a function and run that in gevent's thread pool.",
  reads: "Its reads do, too: put them into one function and run that in gevent's thread pool.",
  writes:
    'Its writes do, too: gevent.fileobject.FileObjectThread(file, mode) makes each in the thread pool.',
} as const;

export const blockingFileIo = defineRule<FileFound>({
  meta: {
    code: 'GVT206',
    name: 'blocking-file-io',
    severity: 'information',
    enabled: true,
    summary:
      'Reading files of any size in request handlers and loops, or over a network, stops all greenlets.',
    why: `Files are never cooperative: while the kernel reads, every greenlet of the process stands still. On a
local disk with a warm cache that is a matter of microseconds. Over a network file system, on a busy
disk, or with files that nothing bounds it is not: a stall of 0.3 seconds in \`open()\` or \`read()\`
was a pause of 0.3 seconds for all.

Reported are, where requests are served and in loops, files that are read whole although neither
their path nor their size is fixed, copies of such files, and work on whole directory trees. Calls on
paths that match \`network-file-systems\` in the configuration are a warning wherever greenlets run,
even such that ask the system once (\`os.path.exists()\`). Whoever selects the rule by its name or code
gets every file that greenlets open, read, write, copy or list; one finding for each file that a
function opens.`,
    cure: `The quick fix runs the call in gevent's thread pool:
\`with gevent.get_hub().threadpool.apply(open, (path,)) as file:\`, and with it the reads and writes of
that file which are not in a loop. Loops over a file and directory walks wait at each turn: put the
whole walk into a function and run that in the pool. Where a file is written piece by piece, or filled
by \`shutil.copyfileobj()\`, \`gevent.fileobject.FileObjectThread(open(path, "wb"), "wb")\` writes each piece in the pool.`,
    notWhen: `Programs whose files are all small and local: turn the rule off. Paths that stand in the code, start-up
code, what each user of Locust does once (\`on_start\`) and tests are left alone.`,
    sources: [
      'Measured: stalls of 0.3 s in open(), read(), write(), opendir() and stat() below Python: gap 0.31 s each; none for calls in the thread pool (gevent 26.9.0, Python 3.11).',
      'Measured: copyfileobj() of four pieces to a file whose write() takes 0.2 s: gap 0.8 s; to FileObjectThread over it 0.03 s.',
      'gevent documentation, gevent.fileobject: files are not cooperative on any platform.',
    ],
    since: '0.1.0',
    bad: `from pathlib import Path
from gevent.server import StreamServer

def handle(socket, address):
    name = socket.recv(1024).decode()
    socket.sendall(Path(name).read_bytes())

StreamServer(("127.0.0.1", 8000), handle).serve_forever()
`,
    good: `import gevent
from pathlib import Path
from gevent.server import StreamServer

def handle(socket, address):
    name = socket.recv(1024).decode()
    socket.sendall(gevent.get_hub().threadpool.apply(Path(name).read_bytes))

StreamServer(("127.0.0.1", 8000), handle).serve_forever()
`,
    proof: 'gap',
  },

  *check(module, project) {
    const calls = [...callsInGreenlets(module, project, 'GVT206')];
    const opens = calls.filter(({ call }) => opensFile(call));
    const memory = new Set(opens.flatMap(({ call }) => (opensMemory(call, project) ? [call] : [])));
    const opened = new Set(opens.flatMap(({ call }) => (memory.has(call) ? [] : [call])));
    // What is done with a file belongs to the finding at its opening; memory is unpacked to the disk.
    const covered = new Set(
      opens.flatMap(({ call }) =>
        usesOfFile(call).filter(
          (use) => !memory.has(call) || !/\.extract\w*$/.test(use.path ?? ''),
        ),
      ),
    );
    for (const { call, row, reach } of calls) {
      if (memory.has(call)) continue;
      if (reach.onlyOnce) continue;
      if (covered.has(call) || (opened.has(call) && opensDevice(call, project))) continue;
      const { path } = row;
      const network = networkFileOf(call, project) !== undefined;
      const reported =
        network ||
        opened.has(call) ||
        (readsWhole(row) && (!isFileMethod(path) || call.call.arguments.length === 0));
      if (!reported || (covered.size > 0 && isChainedOn(call, covered))) continue;
      yield {
        span: call.span,
        subject: path,
        severity: network ? 'warning' : reach.many || isInLoop(call.block) ? 'information' : 'hint',
        onRequest: !network && !isOnHotPath(call, reach, project),
        network,
        related: reach.chain,
        goesOn:
          (opened.has(call) ? workOn(call, project) : undefined) ??
          (row.pool === 'refused' ? 'generator' : undefined),
      };
    }
    for (const { span, row, spawn, reach } of spawnedCallables(module, project, 'GVT206')) {
      // A generator would only be made; one call of the system is short.
      const opens = opensFiles(row.path);
      if (row.pool !== 'leaf' || !(opens || readsWhole(row))) continue;
      const severity = reach.many ? 'information' : 'hint';
      const shared = { severity, related: reach.chain, network: false } as const;
      yield { span, subject: row.path, onRequest: true, ...shared, spawn };
    }
  },

  word: ({ subject, goesOn, network }) =>
    `${shortName(subject)}() stops every greenlet while it waits for the ${network ? 'network' : 'disk'}. ` +
    (network
      ? 'The configuration says so (`network-file-systems`), and files never cooperate. '
      : 'Files never cooperate, patched or not: a slow disk or a large file stops them all. ') +
    cures[goesOn ?? 'call'],

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    if (file !== undefined && found.spawn !== undefined) {
      return spawnThreadPoolFix(file, found.span, found.spawn, found.subject, source.project);
    }
    const call = file?.module.calls.find(({ span }) => span.join() === found.span.join());
    if (file === undefined || call === undefined) return [];
    // Where the code reads on, opening it elsewhere would cure next to nothing.
    if (found.goesOn !== undefined) return [];
    if (threadPoolRefusal(call, source.project) !== undefined) return [];
    if (wrapInThreadPool(file, call.span) === undefined) return [];
    const uses = opensFile(call) ? usesOfFile(call) : [];
    const wrapped = uses.filter(
      (use) =>
        isWorthAThread(use, call, source.project) && wrapInThreadPool(file, use.span) !== undefined,
    );
    const edits = wrapInThreadPool(file, call.span, ...wrapped.map(({ span }) => span));
    if (edits === undefined) return [];
    const title = threadPoolTitle(`${shortName(found.subject)}()`);
    return [{ title, preferred: true, safe: false, files: [{ path: file.path, edits }] }];
  },
});

/** Whether a call takes as long as its files are large. */
function readsWhole({ path, size, pool }: StandardLibraryCall): boolean {
  if (isFileMethod(path)) return /\.read(?:lines)?$/.test(path);
  return size?.judge === 'input' && pool !== 'unit' && !takesFile(path);
}

/** What the code goes on to do with all of the opened file, in ways that cannot be moved call by call. */
function workOn(open: CallView, project: ProjectView): 'reads' | 'writes' | undefined {
  const left = usesOfFile(open).filter((use) => !isWorthAThread(use, open, project));
  if (left.some((use) => isLongWrite(use, open))) return 'writes';
  return isReadThrough(open) || left.some(isWholeRead) ? 'reads' : undefined;
}

/** `copyfileobj(source, file)`, and writes in a loop that the opening stands before. */
function isLongWrite(use: CallView, open: CallView): boolean {
  const { path = '' } = use;
  if (path === 'shutil.copyfileobj') return !isGivenFirst(use, open);
  return /\.writelines?$/.test(path) && loopOf(use) !== loopOf(open);
}

function isGivenFirst({ call }: CallView, open: CallView): boolean {
  const { isOpen, names } = openedBy(open);
  const source = call.arguments[0]?.value;
  return (
    source !== undefined && (isOpen(source) || (source.kind === 'name' && names.has(source.name)))
  );
}

/** A use of the opened file that waits for all of it, once. */
function isWorthAThread(use: CallView, open: CallView, project: ProjectView): boolean {
  if (!/\.(?:read|readlines|write|writelines|load|extractall)$/.test(use.path ?? '')) return false;
  // Hooks would run over there, and unpickling runs what it finds.
  if (takesFile(use.path ?? '') && (use.path !== 'json.load' || use.call.arguments.length > 1)) {
    return false;
  }
  return loopOf(use) === loopOf(open) && threadPoolRefusal(use, project) === undefined;
}

/** Where the innermost loop around a call begins. */
function loopOf(call: CallView): number | undefined {
  const [loop] = loopsAround(call.block);
  return loop?.span[0];
}

/** Whether a call is made on what one of `covered` gave: `open(p).read().split()`. */
function isChainedOn(call: CallView, covered: ReadonlySet<CallView>): boolean {
  const { callee } = call.call;
  if (callee.kind !== 'attribute' || callee.base.kind !== 'call') return false;
  const base = call.unit.calls[callee.base.call];
  return base !== undefined && covered.has(base);
}
