import type { Analysis } from '../analysis/analysis.ts';
import { encodePython } from '../analysis/decode.ts';
import type { Finding } from '../analysis/finding.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { CommandEnvironment } from './environment.ts';
import { decodeFile, languageIdOf } from './file-language.ts';

/** Texts before and after fixing, by path. */
export type FixedTexts = Map<FilePath, { before: string; after: string }>;

/** A fix in one file can call for one in another; after so many passes it is enough. */
const mostPasses = 5;

/**
 * Fixes the findings' files inside the analysis, as if an editor held them, and notes the texts
 * in `fixed`. Nothing is written. Answers how many findings were mended.
 */
export async function fixFiles(
  analysis: Analysis,
  findings: readonly Finding[],
  options: { readonly unsafe: boolean },
  fixed: FixedTexts,
): Promise<number> {
  const paths = new Set(findings.filter(({ fixable }) => fixable).map(({ path }) => path));
  let count = 0;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    let changed = false;
    for (const path of [...paths].sort()) {
      const result = await analysis.fixAll(path, options);
      for (const file of result.files) {
        const known = fixed.get(file.path);
        fixed.set(file.path, { before: known?.before ?? file.before, after: file.after });
        const version = (known === undefined ? 0 : 1) + 2 + pass;
        await analysis.open({
          path: file.path,
          version,
          text: file.after,
          languageId: languageIdOf(file.path),
        });
      }
      count += result.fixed;
      changed ||= result.files.length > 0;
    }
    if (!changed) break;
    await analysis.settled();
  }
  return count;
}

/** A file that was not written, and why. */
export interface UnwrittenFile {
  readonly path: FilePath;
  readonly reason: string;
}

/** Writes fixed texts to disk in the encoding that they were read in. */
export async function writeFixed(
  environment: CommandEnvironment,
  fixed: FixedTexts,
): Promise<readonly UnwrittenFile[]> {
  const { decode, workspace } = await environment.loadAnalysisHost();
  const failed: UnwrittenFile[] = [];
  for (const [path, { before, after }] of fixed) {
    try {
      const decoded = decodeFile(path, await workspace.read(path, Number.MAX_SAFE_INTEGER), decode);
      if ('problem' in decoded || decoded.text !== before) {
        failed.push({ path, reason: 'it changed meanwhile' });
        continue;
      }
      const encode = (text: string) => new TextEncoder().encode(text);
      const bytes = encodePython(after, decoded.encoding, decode, encode);
      if (bytes === undefined) {
        failed.push({ path, reason: `no encoder for ${decoded.encoding.label}` });
      } else await environment.replaceFile(path, bytes);
    } catch (error) {
      failed.push({ path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return failed;
}
