import { libraries } from '../../server/src/knowledge/libraries.ts';
import { closest } from '../../server/src/knowledge/spelling.ts';
import { probedLibraries } from './probe-file.ts';

/** What to tell somebody who asks for the probe of a library that has none. */
export function aboutUnknownLibrary(name: string): string {
  const rows = libraries.filter(({ library }) => library === name);
  const standing = rows.map(
    ({ verdict, evidence }) => `The table has it all the same: ${verdict}. ${evidence}.`,
  );
  const meant = likelyMeant(name);
  const guess = meant.length === 0 ? [] : [`Did you mean ${meant.join(' or ')}?`];
  return [
    [`There is no probes/${name}.py.`, ...standing, ...guess].join(' '),
    'docs/knowledge.md, "Measuring a library", says how to write one; without a name this command lists what there is.',
  ].join('\n');
}

/** Probes of modules that a distribution of this name brings, or one that is spelled much like it. */
function likelyMeant(name: string): readonly string[] {
  const probed = probedLibraries();
  const distribution = name.toLowerCase().replaceAll(/[-_.]+/g, '-');
  const brought = libraries
    .filter(({ distributions }) => distributions.includes(distribution))
    .map(({ library }) => library);
  const exact = probed.filter(
    (one) => brought.includes(one) || one.toLowerCase() === name.toLowerCase(),
  );
  const alike = closest(name, probed);
  return exact.length > 0 || alike === undefined ? exact : [alike];
}
