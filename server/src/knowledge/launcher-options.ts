import table from './tables/launcher-options.json' with { type: 'json' };

/** An option that a launcher's command line knows. */
export interface LauncherOption {
  /** `gunicorn`; `server` for servers without a switch for gevent. */
  readonly launcher: string;
  /** Its long name without dashes: `worker-class`. */
  readonly option: string;
  /** Its letter: `k`. */
  readonly short?: string;
  /** The option of which this is another spelling. */
  readonly same?: string;
  /** Whether the next word belongs to it. */
  readonly takes: 'nothing' | 'word';
  readonly evidence: string;
}

/** Every row, sorted by launcher and option. */
export const launcherOptions = table as readonly LauncherOption[];

const byLauncher = new Map<string, LauncherOption[]>();
for (const row of launcherOptions) {
  const rows = byLauncher.get(row.launcher);
  if (rows === undefined) byLauncher.set(row.launcher, [row]);
  else rows.push(row);
}

/** The options of a launcher; none where it is not known. */
export function optionsOf(launcher: string): readonly LauncherOption[] {
  return byLauncher.get(launcher) ?? [];
}
