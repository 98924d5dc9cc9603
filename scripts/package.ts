/**
 * `npm run package`: builds, then packs the extension as `greenlint-VERSION.vsix`. `--out FILE`
 * names another file; `--no-build` packs what was built before.
 */
import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import manifest from '../package.json' with { type: 'json' };

const root = path.resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { out: { type: 'string' }, 'no-build': { type: 'boolean' } },
});
const file = values.out ?? path.join(root, `${manifest.name}-${manifest.version}.vsix`);
/** Bytes: an extension that is heavier than this bundles something by mistake. */
const limit = 1.6 * 1024 * 1024;

if (!values['no-build']) run([path.join(root, 'scripts', 'build.ts')]);
run([
  path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce'),
  ...['package', '--no-dependencies', '--out', file],
]);
const { size } = await stat(file);
console.log(`${path.basename(file)}: ${(size / 1024).toFixed(0)} KB`);
if (size > limit) {
  console.error(`more than ${limit / 1024} KB`);
  process.exit(1);
}

function run(args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
