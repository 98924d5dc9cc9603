import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { globSync } from 'tinyglobby';

const root = resolve(import.meta.dirname, '../..');

/**
 * A fresh folder outside of the repository with what the extension ships of `dist/`, and nothing
 * else. Throws where packages could be found from there.
 */
export function emptyFolderWithBundles(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'greenlint-bundles-')));
  const patterns = readFileSync(join(root, '.vscodeignore'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('!dist/'))
    .map((line) => line.slice(1));
  const shipped = globSync(patterns, { cwd: root });
  for (const name of shipped) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    copyFileSync(join(root, name), join(folder, name));
  }
  for (let above = folder; ; above = dirname(above)) {
    const packages = join(above, 'node_modules');
    if (existsSync(packages)) throw new Error(`${packages} could lend packages to the bundles`);
    if (above === dirname(above)) return folder;
  }
}

/** What a machine has that knows nothing of this repository. */
export function plainEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME };
}
