import type { Place, ProgramView } from '../../project/model.ts';
import { type EarlyHarm, louder } from '../early/early-harm.ts';
import type { HarmInModule } from '../early/early-in-launch.ts';
import { fileLabel } from '../early/late-patch.ts';
import type { Severity } from '../found.ts';

/** What comes of a late launcher, for one finding. */
export interface LaunchHarms {
  readonly severity: Severity;
  /** The loudest harm, the first of those: `lead` and `effect` as in `EarlyHarm`. */
  readonly worst: Pick<EarlyHarm, 'lead' | 'effect'>;
  /** `db.py`: the file of the worst. */
  readonly file: string;
  /** How many more there are. */
  readonly others: number;
  /** The chain to the worst harm, the harm, then others: places to click through. */
  readonly related: readonly Place[];
}

/** No more places of harm than a person looks at. */
const MOST = 5;

/** The harms of one cause as one; undefined where there are none. */
export function harmsTogether(
  program: ProgramView,
  harms: readonly HarmInModule[],
): LaunchHarms | undefined {
  const [first] = harms;
  if (first === undefined) return undefined;
  const worst = harms.reduce((a, b) =>
    louder(a.harm.severity, b.harm.severity) === a.harm.severity ? a : b,
  );
  const ordered = [worst, ...harms.filter((one) => one !== worst)].slice(0, MOST);
  return {
    severity: worst.harm.severity,
    worst: worst.harm,
    file: fileLabel(worst.module.path),
    others: harms.length - 1,
    related: [
      ...program.chainTo(worst.module),
      ...ordered.map(({ module, harm }) => ({
        path: module.path,
        span: harm.span,
        message: `${harm.lead} before the patch: ${harm.effect}`,
      })),
    ],
  };
}

/** The worst harm as a sentence, and how many more there are. */
export function wordHarms({ worst, file, others }: LaunchHarms): string {
  const more = others === 0 ? '' : others === 1 ? ' One more suffers.' : ` ${others} more suffer.`;
  return `In \`${file}\` ${worst.lead} before that: ${worst.effect}.${more}`;
}
