/** `npm run check`: everything that can be said of the sources without running them. */
import { spawnSync } from 'node:child_process';

interface Step {
  readonly title: string;
  readonly command: readonly string[];
}

const steps: readonly Step[] = [
  { title: 'generated files are fresh', command: ['node', 'scripts/generate.ts', '--check'] },
  { title: 'types, and the walls between the folders', command: ['tsc', '-b'] },
  { title: 'lint and formatting', command: ['biome', 'check', '--error-on-warnings'] },
  { title: 'layers, lengths, names', command: ['vitest', 'run', 'test/house', '--reporter=dot'] },
  { title: 'no dead code, no unused dependency', command: ['knip'] },
];

let failed = 0;
for (const step of steps) {
  console.log(`\n── ${step.title}: ${step.command.join(' ')}`);
  const [program, ...args] = step.command as [string, ...string[]];
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  if (status !== 0) failed += 1;
}
console.log(
  failed === 0 ? '\nAll checks passed.' : `\n${failed} of ${steps.length} checks failed.`,
);
process.exitCode = failed === 0 ? 0 : 1;
