import { uncalledPatches } from '../../evidence/early/uncalled-patches.ts';
import { addCall } from '../../fixes/remove-argument.ts';
import { defineRule, type Found } from '../rule.ts';

export const uncalledMonkeyPatch = defineRule<Found>({
  meta: {
    code: 'GVT109',
    name: 'uncalled-monkey-patch',
    severity: 'error',
    enabled: true,
    summary: '`monkey.patch_all` stands there without a call, so nothing is patched.',
    why: `A line that says \`monkey.patch_all\` only looks the function up and drops it. Python does not
complain, gevent does not complain, and the program runs unpatched: the first \`time.sleep()\`,
socket or lock stops every greenlet.`,
    cure: 'Write `monkey.patch_all()`. The quick fix adds the parentheses. It is not applied unattended, since the program is a patched one from then on.',
    notWhen:
      'Never: the line does nothing. Passing the function on (`post_fork = monkey.patch_all`) is another thing, and is not reported.',
    sources: ['Measured: gap 0.5 s without the call, 0.02 s with it (gevent 26.9.0, Python 3.11).'],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all
`,
    good: `from gevent import monkey
monkey.patch_all()
`,
    proof: 'gap',
  },

  check: (module, project) =>
    uncalledPatches(module, project).map(({ path, span }) => ({ span, subject: path })),

  word: ({ subject }) =>
    `${subject.replace('gevent.', '')} is looked up here, but not called. ` +
    'Nothing is patched, so the standard library stops every greenlet while it waits. Add ().',

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    const edits = file && addCall(file, found.span);
    if (file === undefined || edits === undefined) return [];
    return [
      {
        title: 'Call it (the program is patched from here on)',
        preferred: true,
        safe: false,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});
