import { addKeyword } from '../../fixes/add-keyword.ts';
import { patchFunction, positionalParameters } from '../../knowledge/patch-functions.ts';
import { defineRule, type Found } from '../rule.ts';

export const implicitAggressivePatch = defineRule<Found>({
  meta: {
    code: 'GVT114',
    name: 'implicit-aggressive-patch',
    severity: 'hint',
    enabled: false,
    summary: 'The call relies on the default `aggressive=True` without saying so.',
    why: `\`aggressive=True\` removes what blocks and cannot be made to cooperate: \`select.epoll\`,
\`select.kqueue\`, \`selectors.EpollSelector\`. It is gevent's default. Some teams want such a choice
in writing, so that nobody wonders where \`select.epoll\` went.`,
    cure: 'Add `aggressive=True`. The quick fix does; the program behaves as before.',
    notWhen:
      'The default is right and well known: that is why this rule is off until you select it.',
    sources: ['gevent documentation, gevent.monkey.patch_all: aggressive=True by default.'],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
`,
    good: `from gevent import monkey
monkey.patch_all(aggressive=True)
`,
    proof: { none: 'writing a default down changes nothing at run time.' },
  },

  *check(module, project) {
    for (const { path, call } of project.patchSites(module)) {
      if (patchFunction(path)?.aggressive !== true) continue;
      const position = positionalParameters(path).findIndex((row) => row.keyword === 'aggressive');
      const given = call.call.arguments;
      const positional = given.filter((one) => one.keyword === undefined && one.star === undefined);
      const saysSo =
        given.some((one) => one.keyword === 'aggressive' || one.star !== undefined) ||
        (position >= 0 && positional.length > position);
      // `patch_all(select=False)` removes nothing, whatever `aggressive` says.
      const isIdle = given.some(
        ({ keyword, value }) =>
          keyword === 'select' && value.kind === 'constant' && value.value === 'False',
      );
      if (!saysSo && !isIdle) yield { span: call.span, subject: path };
    }
  },

  word: ({ subject }) =>
    `This ${subject.slice('gevent.monkey.'.length)}() relies on the default aggressive=True. ` +
    'It removes select.epoll and its like, which block. Write the choice down.',

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    const edits = file && addKeyword(file, found.span, 'aggressive', 'True');
    if (file === undefined || edits === undefined) return [];
    return [
      {
        title: 'Add aggressive=True',
        preferred: true,
        safe: true,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});
