import type { Fix } from '../../fixes/edit.ts';
import { removeArgument, removeCallStatement } from '../../fixes/remove-argument.ts';
import { nameArguments, renameKeyword } from '../../fixes/replace-keyword.ts';
import type { SourceFile } from '../../fixes/source.ts';
import {
  patchFunction,
  patchKeyword,
  patchKeywords,
  positionalParameters,
} from '../../knowledge/patch-functions.ts';
import { editDistance } from '../../knowledge/spelling.ts';
import type { PatchSite } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

/** What is out of date about one call, or about one argument of it. */
interface ObsoletePatch extends Found {
  readonly kind: 'function' | 'keyword' | 'unknown-keyword' | 'positional';
  /** The whole call. */
  readonly call: Span;
  /** `patch_all`. */
  readonly function: string;
  readonly keyword?: string;
  /** What an unknown keyword was meant to be. */
  readonly meant?: string;
  /** Parameters in order, for positional arguments. */
  readonly parameters?: readonly string[];
}

export const obsoleteMonkeyPatch = defineRule<ObsoletePatch>({
  meta: {
    code: 'GVT108',
    name: 'obsolete-monkey-patch',
    severity: 'warning',
    enabled: true,
    summary: 'The patch call names functions or arguments that do nothing, or soon raise.',
    why: `\`patch_sys()\`, \`patch_builtins()\` and \`patch_contextvars()\` do nothing on Python 3:
\`sys.stdin.readline()\` still stops every greenlet. \`patch_all()\` takes any keyword in silence, so
\`patch_all(sockets=False)\` leaves the sockets patched and says nothing. And its positional
arguments, where one \`False\` in the wrong place switches off \`time\`, raise TypeError from early
2027 on.`,
    cure: 'Remove what does nothing, rename what is misspelt, name what is positional. The quick fix does each; a rename is not applied unattended, since it changes what is patched.',
    notWhen:
      "A plug-in that listens to gevent's patch events may define keywords of its own. gevent's documentation asks for a prefix; only near misses of real keywords are reported.",
    sources: [
      'gevent documentation, gevent.monkey: patch_sys and patch_builtins are no-ops on Python 3.',
      'gevent CHANGES 26.7.0: positional arguments of patch_all are deprecated.',
      'Measured: `patch_all(sockets=False)` leaves socket patched; stdin.readline() under patch_sys() pauses the loop 0.44 s (gevent 26.9.0).',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all(sockets=False)
`,
    good: `from gevent import monkey
monkey.patch_all(socket=False)
`,
    proof: 'output',
  },

  *check(module, project) {
    for (const site of project.patchSites(module)) {
      const { call, path } = site;
      const about = { call: call.span, function: path.slice('gevent.monkey.'.length) };
      if (patchFunction(path)?.noop === true) {
        yield { ...about, kind: 'function', span: call.span, subject: path };
        continue;
      }
      yield* obsoleteKeywords(site, about);
      const names = positionalParameters(path).map((row) => row.keyword);
      const first = call.call.arguments[0];
      if (
        patchFunction(path)?.positionalArguments === 'deprecated' &&
        first !== undefined &&
        first.keyword === undefined &&
        first.star === undefined
      ) {
        const span = absolute(first.span, site);
        yield { ...about, kind: 'positional', span, subject: path, parameters: names };
      }
    }
  },

  word(found) {
    const name = `${found.function}()`;
    switch (found.kind) {
      case 'function':
        return `${name} does nothing on Python 3. What it was meant for is not patched: sys.stdin, for one, still stops every greenlet. Remove it.`;
      case 'keyword':
        return `\`${found.keyword}\` has no effect in ${name}. gevent accepts it in silence. Remove it.`;
      case 'unknown-keyword':
        return `${name} has no keyword \`${found.keyword}\` and ignores it in silence. Did you mean \`${found.meant}\`?`;
      case 'positional':
        return `Positional arguments of ${name} raise TypeError from early 2027 on. Name them.`;
    }
  },

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    if (file === undefined) return [];
    const fix = (
      title: string,
      edits: Fix['files'][0]['edits'] | undefined,
      safe: boolean,
    ): Fix[] =>
      edits === undefined
        ? []
        : [{ title, preferred: true, safe, files: [{ path: file.path, edits }] }];
    switch (found.kind) {
      case 'function':
        return fix(`Remove ${found.function}()`, removeCallStatement(file, found.call), true);
      case 'keyword':
        return fix(`Remove ${found.keyword}`, removeArgument(file, found.call, found.span), true);
      case 'unknown-keyword':
        return fix(
          `Rename to ${found.meant} (changes what is patched)`,
          rename(file, found),
          false,
        );
      case 'positional':
        return fix(
          'Name the arguments',
          nameArguments(file, found.call, found.parameters ?? []),
          true,
        );
    }
  },
});

function* obsoleteKeywords(
  site: PatchSite,
  about: Pick<ObsoletePatch, 'call' | 'function'>,
): Iterable<ObsoletePatch> {
  const { path, call } = site;
  const known = patchKeywords.filter((row) => row.function === path && row.status === 'used');
  for (const argument of call.call.arguments) {
    const { keyword } = argument;
    if (keyword === undefined) continue;
    const span = absolute(argument.span, site);
    const row = patchKeyword(path, keyword);
    if (row !== undefined) {
      // Said with the value that the no-op has anyway, `aggressive=True` of patch_socket harms nobody.
      if (row.status !== 'used')
        yield { ...about, kind: 'keyword', span, subject: keyword, keyword };
      continue;
    }
    if (patchFunction(path)?.acceptsUnknownKeywords !== true || keyword.includes('_')) continue;
    const meant = known.find((one) => isNear(keyword, one.keyword))?.keyword;
    if (meant !== undefined) {
      yield { ...about, kind: 'unknown-keyword', span, subject: keyword, keyword, meant };
    }
  }
}

/** One slip, or two in a long word: `os` is no misspelt `db`. */
function isNear(written: string, real: string): boolean {
  const [a, b] = [written.toLowerCase(), real.toLowerCase()];
  return editDistance(a, b) <= (real.length >= 6 ? 2 : 1);
}

function rename(file: SourceFile, found: ObsoletePatch) {
  const { keyword, meant } = found;
  if (keyword === undefined || meant === undefined) return undefined;
  return renameKeyword(file, found.call, keyword, meant);
}

function absolute([start, end]: Span, { call }: PatchSite): Span {
  return [start + call.unit.start, end + call.unit.start];
}
