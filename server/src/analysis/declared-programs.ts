import { type FilePath, relativeTo } from '../facts/file-path.ts';
import type { Declarations, Declared } from '../project/declarations.ts';
import type { OwnCall } from '../project/own-knowledge.ts';
import type { Span } from '../syntax/span.ts';
import { spanKey } from './configuration-file.ts';
import { globMatcher } from './glob-matcher.ts';
import type { Settings } from './settings.ts';

/** Somewhere that programs are declared. */
export interface DeclarationSource {
  readonly folder: FilePath;
  readonly settings: Partial<Settings>;
  /** Undefined for an editor's settings. */
  readonly file:
    | { readonly path: FilePath; readonly declared: ReadonlyMap<string, Span> }
    | undefined;
}

/** Everything that people declare about programs and libraries. */
export function declarationsOf(sources: readonly DeclarationSource[]): Declarations {
  const declare = (
    { folder, file }: DeclarationSource,
    setting: Parameters<typeof spanKey>[0],
    entry: string,
  ): Declared => {
    const span = file?.declared.get(spanKey(setting, entry));
    const place = file === undefined || span === undefined ? undefined : { path: file.path, span };
    return { entry, folder, place };
  };
  return {
    calls: sources.flatMap(ownCalls),
    returns: sources.flatMap(({ folder, settings }) =>
      Object.entries(settings.returns ?? {}).map(([path, type]) => ({ folder, path, type })),
    ),
    entryPoints: sources.flatMap((source) =>
      (source.settings.entryPoints ?? []).map((entry) => declare(source, 'entryPoints', entry)),
    ),
    patchedBy: sources.flatMap((source) =>
      Object.entries(source.settings.patchedBy ?? {}).map(([entry, by]) => ({
        ...declare(source, 'patchedBy', entry),
        by,
      })),
    ),
    networkFiles: sources.flatMap((source) =>
      (source.settings.networkFileSystems ?? []).map((glob) => {
        const isMatch = globMatcher(glob.replaceAll('\\', '/'));
        return {
          folder: source.folder,
          matches: (file: string) => isMatch(file.replaceAll('\\', '/')),
        };
      }),
    ),
    notGevent: sources.flatMap((source) =>
      (source.settings.notGevent ?? []).map((glob) => {
        const isMatch = globMatcher(glob);
        return {
          ...declare(source, 'notGevent', glob),
          matches: (program: FilePath) => {
            const relative = program.includes('/') ? relativeTo(source.folder, program) : program;
            return relative !== undefined && isMatch(relative);
          },
        };
      }),
    ),
  };
}

function ownCalls({ folder, settings }: DeclarationSource): readonly OwnCall[] {
  return (['blocking', 'cooperates', 'switches'] as const).flatMap((verdict) =>
    Object.entries(settings[verdict] ?? {}).map(([pattern, hint]) => ({
      verdict,
      folder,
      hint,
      matches: globMatcher(pattern),
    })),
  );
}
