import { fileLabel, patchName } from '../../evidence/early/late-patch.ts';
import { sortedPatchImport } from '../../evidence/early/sorted-patch-import.ts';
import { type OrderThreat, unguardedImport } from '../../evidence/early/unguarded-imports.ts';
import type { Fix } from '../../fixes/edit.ts';
import { guardOrder } from '../../fixes/guard-order.ts';
import { ignoreE402 } from '../../fixes/ignore-e402.ts';
import { lineEnd, newlineOf } from '../../fixes/lines.ts';
import { isortSplit } from '../../fixes/order-guard-marks.ts';
import type { FixSource } from '../../fixes/source.ts';
import type { SparingSetting } from '../../project/order-guard.ts';
import { defineRule, type Found } from '../rule.ts';

/** A patch that the workspace's own tools would not leave first. */
interface UnguardedPatch extends Found {
  readonly threat: OrderThreat;
  readonly patch: string;
  /** How many imports stand below the patch. */
  readonly below: number;
  readonly sparing: readonly SparingSetting[];
}

/** For so many imports marks are no burden. */
const fewImports = 3;

export const unguardedPatchOrder = defineRule<UnguardedPatch>({
  meta: {
    code: 'GVT111',
    name: 'unguarded-patch-order',
    severity: 'information',
    enabled: true,
    summary:
      "The workspace's own isort, autopep8 or linter works against a patch that stands first.",
    why: `A patch has to stand above the imports, and tools that sort imports do not know it. What this
workspace's configuration (pyproject.toml, setup.cfg, tox.ini, .flake8, ruff.toml, .isort.cfg,
.pycodestyle, .pre-commit-config.yaml) asks them to do was read, and what they then do was run:

- **autopep8** lifts all imports above the patch, by default. The next run of it brings GVT101.
- **isort** leaves imports below a call alone, unless \`float_to_top\` is set; then it lifts them.
- **isort**, and **ruff** where I001 is selected, sort the imports of a block: an \`import patched_first\` of
  your own goes below those of libraries.
- **flake8**, **pycodestyle**, and **ruff** where E402 is selected, report each import below the patch;
  somebody will sort them one day.

It is said once for a patch, and only where such a tool is configured.`,
    cure: `Marks that the tools know; the quick fix writes those that this workspace needs.
\`# isort: split\` below the patch holds isort. A \`# noqa: E402\` holds the import that carries it and no
other, for flake8, ruff and autopep8 alike. Or tell the tool once (the second quick fix does it for ruff
and flake8 where more than three imports follow):
\`per-file-ignores\` with E402 for the entry script, \`ignore = E402\` for autopep8.`,
    notWhen: `Nobody runs the tool that is configured. Files that say \`# flake8: noqa\`, \`# ruff: noqa\` or
\`# isort: skip_file\` are silent.`,
    sources: [
      'Measured with isort 9, autopep8 2, flake8 7, ruff 0.17: the tests run them over the guarded file and over the bare one.',
      'https://pycqa.github.io/isort/docs/configuration/action_comments.html',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()

import time

time.sleep(1)
`,
    good: `from gevent import monkey
monkey.patch_all()

import time  # noqa: E402

time.sleep(1)
`,
    exampleFile: {
      name: 'example.py',
      beside: { 'tox.ini': '[autopep8]\nmax_line_length = 100\n' },
    },
    proof: { none: 'The harm is done by a tool that edits the file; the tests run the tools.' },
  },

  *check(module, project) {
    const guard = module.isTest ? undefined : project.orderGuard(module);
    if (guard === undefined) return;
    const sorted = sortedPatchImport(module, project, guard);
    if (sorted !== undefined) {
      const { view, moved } = sorted;
      yield {
        span: view.span,
        subject: 'sorted',
        threat: 'sorted',
        patch: '',
        below: 0,
        sparing: [],
        related: [
          { path: module.path, span: moved.span, message: 'This would be sorted above it' },
        ],
      };
    }
    // The last of several patches is the one that imports would be lifted over first.
    for (const site of project.patchSites(module).slice(-1)) {
      const found = unguardedImport(site, module, guard);
      if (found === undefined) continue;
      const { threat, at, below } = found;
      yield {
        span: site.call.span,
        subject: site.path,
        threat,
        patch: patchName(site),
        below,
        sparing: guard.sparing ?? [],
        related: [{ path: module.path, span: at.span, message: 'The first import without a mark' }],
      };
    }
  },

  word({ threat, patch, path }) {
    const file = path === undefined ? 'this file' : `\`${fileLabel(path)}\``;
    switch (threat) {
      case 'sorted':
        return 'An import sorter would put other imports above this one, which patches. isort or ruff (I001) is set up here, and sorts own modules below all others. Write # isort: split below it.';
      case 'autopep8':
        return `autopep8 would lift the imports below ${patch} above it. The workspace is set up for it, and everything then runs unpatched. Mark them with # noqa: E402.`;
      case 'isort':
        return `isort's float_to_top would lift the imports below ${patch} above it. Everything then runs unpatched. Write # isort: split below the patch.`;
      case 'e402':
        return `The linter of this workspace reports E402 for the imports below ${patch}. Whoever obeys moves them above it. Mark them with # noqa: E402, or ignore E402 for ${file}.`;
    }
  },

  filesToFix: ({ sparing }) => sparing.map(({ path }) => path),

  fixes(found, source) {
    if (found.threat === 'sorted') return splitBelow(found, source);
    const file = source.file(found.path ?? '');
    const edits = file && guardOrder(file, found.span, source.orderGuard(file.path));
    if (file === undefined || edits === undefined || edits.length === 0) return [];
    return [
      {
        title: "Write the marks that keep this workspace's tools from it",
        preferred: true,
        safe: true,
        files: [{ path: file.path, edits }],
      },
      ...sparedInSettings(found, source),
    ];
  },
});

function splitBelow({ span, path }: UnguardedPatch, source: FixSource): readonly Fix[] {
  const file = source.file(path ?? '');
  if (file === undefined) return [];
  const at = lineEnd(file.text, span[1]);
  const edits = [{ span: [at, at], text: newlineOf(file.text).repeat(2) + isortSplit } as const];
  const title = 'Write # isort: split below it, which isort and ruff obey';
  return [{ title, preferred: true, safe: true, files: [{ path: file.path, edits }] }];
}

/** Where many marks would be needed: the settings of the linters that complain. */
function sparedInSettings(
  { threat, below, sparing, path }: UnguardedPatch,
  source: FixSource,
): readonly Fix[] {
  if (threat !== 'e402' || below <= fewImports || sparing.length === 0) return [];
  const files = sparing.flatMap((setting) => {
    const text = source.deploymentText(setting.path);
    const edits = text === undefined ? undefined : ignoreE402(text, setting);
    return edits === undefined ? [] : [{ path: setting.path, edits }];
  });
  if (files.length < sparing.length) return [];
  const where = files.map((file) => fileLabel(file.path, 20)).join(' and ');
  const title = `Ignore E402 for ${fileLabel(path ?? '', 20)} in ${where}`;
  return [{ title, preferred: false, safe: true, files }];
}
