/** What one table says must hold in the others. */
import { describe, expect, it } from 'vitest';
import { aliases, canonicalPath } from '../../server/src/knowledge/aliases.ts';
import { earlyObjects } from '../../server/src/knowledge/early-objects.ts';
import { handlerClasses, handlers } from '../../server/src/knowledge/handlers.ts';
import { patchFunctions, patchKeywords } from '../../server/src/knowledge/patch-functions.ts';
import { patchedName, patchedNames } from '../../server/src/knowledge/patched-names.ts';
import { plainResults } from '../../server/src/knowledge/plain-results.ts';
import {
  removedFromGevent,
  removedGeventApi,
} from '../../server/src/knowledge/removed-gevent-api.ts';
import { removedSelectors } from '../../server/src/knowledge/removed-selectors.ts';
import { returnTypes } from '../../server/src/knowledge/return-types.ts';
import { greenletClasses, spawners } from '../../server/src/knowledge/spawners.ts';
import {
  standardLibrary,
  standardLibraryCall,
} from '../../server/src/knowledge/standard-library.ts';
import { starExports, starExportTable } from '../../server/src/knowledge/star-exports.ts';
import { switchingCalls } from '../../server/src/knowledge/switching-calls.ts';
import { threadPoolCalls } from '../../server/src/knowledge/thread-pool-calls.ts';

describe('canonical spellings', () => {
  it('every path of every table is the canonical one', () => {
    const paths = [
      ...earlyObjects,
      ...greenletClasses,
      ...handlerClasses,
      ...handlers,
      ...plainResults,
      ...removedSelectors,
      ...spawners,
      ...standardLibrary,
      ...switchingCalls,
      ...threadPoolCalls,
      ...returnTypes,
      ...returnTypes.map((row) => ({ path: row.type })),
      ...patchedNames.map((row) => ({ path: `${row.module}.${row.name}` })),
    ].map((row) => row.path);
    expect(paths.filter((path) => canonicalPath(path) !== path)).toEqual([]);
  });

  it('no alias leads to another, or in a circle', () => {
    const names = new Set(aliases.map((row) => row.alias));
    const chained = aliases.filter((row) => {
      const parts = row.canonical.split('.');
      return parts.some((_part, i) => names.has(parts.slice(0, i + 1).join('.')));
    });
    expect(chained).toEqual([]);
  });
});

describe('harm and severity go together', () => {
  it.each([...patchedNames, ...earlyObjects])('$module$path $name $how', (row) => {
    expect(row.severity !== undefined).toBe(row.early === 'harmful');
  });
});

describe('patch functions', () => {
  it('every keyword belongs to a known function', () => {
    const functions = new Set(patchFunctions.map((row) => row.path));
    expect(patchKeywords.filter((row) => !functions.has(row.function))).toEqual([]);
  });

  it('positions of a function count up from 0', () => {
    for (const { path } of patchFunctions) {
      const positions = patchKeywords
        .filter((row) => row.function === path && row.position !== undefined)
        .map((row) => row.position)
        .sort((a, b) => a! - b!);
      expect(positions).toEqual(positions.map((_position, i) => i));
    }
  });

  it('each part of patch_all has a keyword and a patched name', () => {
    const all = patchFunctions.find((row) => row.path === 'gevent.monkey.patch_all')!;
    for (const part of all.parts) {
      expect(patchKeywords.some((row) => row.function === all.path && row.part === part)).toBe(
        true,
      );
      expect(patchedNames.some((row) => row.part === part)).toBe(true);
    }
  });
});

describe('removed names', () => {
  it('selectors are the ones that the patched names call removed', () => {
    const removed = patchedNames.filter((row) => row.change === 'removed');
    expect(removedSelectors.map((row) => row.path)).toEqual(
      removed.map((row) => `${row.module}.${row.name}`).sort(),
    );
  });

  it('a replacement is not removed itself, and only a replacement can be a drop-in', () => {
    for (const row of [...removedGeventApi, ...removedSelectors]) {
      if (row.replacement === undefined) expect(row.dropIn).toBe(false);
      else expect(removedFromGevent(row.replacement)).toBeUndefined();
    }
  });
});

describe('what cooperates', () => {
  it('nothing both switches and is reported as blocking', () => {
    const torn = switchingCalls.filter((row) => {
      const call = standardLibraryCall(row.path);
      // What nb_read() does depends on what was done to the descriptor before.
      if (/^gevent\.os\.nb_/.test(row.path)) return false;
      return call !== undefined && call.patched !== 'cooperates';
    });
    expect(torn).toEqual([]);
  });

  it('a callable of the standard library is switched to only after the patch', () => {
    const gevent = switchingCalls.filter((row) => row.part === 'gevent');
    expect(gevent.filter((row) => !row.path.startsWith('gevent.'))).toEqual([]);
  });
});

describe('star imports', () => {
  it('names are sorted and unique', () => {
    for (const { names } of starExportTable) expect(names).toEqual([...new Set(names)].sort());
  });

  it('binds the harmful public names of the modules that have them', () => {
    expect(starExports('socket')?.has('socket')).toBe(true);
    expect(starExports('time')?.has('sleep')).toBe(true);
    expect(starExports('threading')?.has('_shutdown')).toBe(false);
    expect(patchedName('time.sleep')?.early).toBe('harmful');
  });
});
