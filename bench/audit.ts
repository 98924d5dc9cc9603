import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { projectFolder, realProjects } from '../scripts/real-projects.ts';
import { median, printTable } from './measure.ts';

const rounds = 5;

/** Cold audits as whole processes, the two tools in turn, medians of five after one warm-up. */
export async function benchAudit(): Promise<void> {
  console.log(`\nCold audit, whole process, median of ${rounds} (ms)`);
  const ruff = resolve('.venv/bin/ruff');
  const rows: string[][] = [['project', 'greenlint', 'ruff --select ASYNC', 'ratio']];
  for (const project of realProjects) {
    const folder = projectFolder(project);
    if (folder === undefined) {
      rows.push([project.name, 'could not be fetched', '', '']);
      continue;
    }
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const own = time(process.execPath, [resolve('dist/cli.js'), 'check', folder]);
      const other = existsSync(ruff)
        ? time(ruff, ['check', '--isolated', '--no-cache', '--select', 'ASYNC', folder])
        : Number.NaN;
      if (round === 0) continue;
      ours.push(own);
      theirs.push(other);
    }
    const [a, b] = [median(ours), median(theirs)];
    rows.push([
      `${project.name} ${project.version}`,
      a.toFixed(0),
      b.toFixed(0),
      (a / b).toFixed(1),
    ]);
  }
  printTable(rows);
}

function time(program: string, args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0 && status !== 1) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}
