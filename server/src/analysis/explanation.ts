import type { RuleMeta } from '../rules/rule.ts';
import type { Finding } from './finding.ts';

/** Says where a place is, for people: `shop/db.py, line 3`. */
export type SayPlace = (path: string, offset: number) => string;

/** Why a finding is due, in Markdown: what happens, the chain that led here, cure, sources. */
export function explain(finding: Finding, meta: RuleMeta, say: SayPlace): string {
  const parts = [`**${meta.name}** (${meta.code})`, finding.message, meta.why.trim()];
  if (finding.related.length > 0) {
    const chain = finding.related.map(
      (place) => `- ${place.message} (${say(place.path, place.span[0])})`,
    );
    parts.push(`Why here:\n\n${chain.join('\n')}`);
  }
  parts.push(`**Cure.** ${meta.cure.trim()}`);
  parts.push(`Sources: ${meta.sources.join('; ')}`);
  return parts.join('\n\n');
}
