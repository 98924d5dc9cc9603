import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/fixes/edit.ts';
import { DocumentPaths } from '../../server/src/lsp/document-paths.ts';
import { differenceOf } from '../../server/src/lsp/to-protocol.ts';

describe('paths', () => {
  const paths = new DocumentPaths((path) => path);

  it.each([
    ['file:///c%3A/src/a.py', 'C:/src/a.py'],
    ['file:///C:/src/a.py', 'C:/src/a.py'],
    ['file:///home/me/a%20b.py', '/home/me/a b.py'],
    ['file://server/share/a.py', '//server/share/a.py'],
    ['file:///home/me/', '/home/me'],
    ['untitled:Untitled-1', 'untitled:Untitled-1'],
    ['vscode-vfs://github/o/r/a%20b.py', 'vscode-vfs://github/o/r/a b.py'],
  ])('%s is %s', (uri, path) => {
    expect(paths.pathOf(uri)).toBe(path);
    expect(paths.pathOf(paths.uriOf(path))).toBe(path);
  });

  it('keeps names that look encoded', () => {
    expect(paths.pathOf(paths.uriOf('/a/100%25 #1?.py'))).toBe('/a/100%25 #1?.py');
    expect(paths.pathOf(paths.uriOf('memfs:///a/100%25 #1?.py'))).toBe('memfs:///a/100%25 #1?.py');
  });

  it('refuses what is no URI', () => {
    expect(() => paths.pathOf('no uri')).toThrow();
  });
});

describe('the difference of two texts', () => {
  it.each([
    ['a😀b', 'a😁b'],
    ['a\r\nb', 'a\nb'],
    ['a\r\nb', 'a\r\n\r\nb'],
    ['', 'x'],
    ['same', 'same'],
    ['aaa', 'aa'],
  ])('turns %j into %j', (before, after) => {
    const edit = differenceOf(before, after);
    expect(applyEdits(before, [edit])).toBe(after);
    // No half of a surrogate pair is written.
    expect(edit.text).toBe(new TextDecoder().decode(new TextEncoder().encode(edit.text)));
  });
});
