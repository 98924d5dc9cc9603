import { expect, it } from 'vitest';
import { decodePython, encodePython } from '../../server/src/analysis/decode.ts';
import { decodeText } from '../support/analysis.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const utf8 = (text: string) => new TextEncoder().encode(text);

it.each([
  ['UTF-8', utf8('x = "é"\n'), 'x = "é"\n'],
  ['a byte order mark', utf8('\ufeffx = "é"'), 'x = "é"'],
  ['Latin-1', bytes('# coding: latin-1\n"\xe9\x80"'), '# coding: latin-1\n"é\x80"'],
  [
    'the second line',
    bytes('#!/x\n# -*- coding: cp1251 -*-\n\xe9'),
    '#!/x\n# -*- coding: cp1251 -*-\nй',
  ],
  [
    'euc-jp',
    bytes('# vim: set fileencoding=euc-jp :\n\xa4\xa2'),
    '# vim: set fileencoding=euc-jp :\nあ',
  ],
])('reads %s, and writes the same bytes', (_, source, text) => {
  const decoded = decodePython(source, decodeText);
  if ('problem' in decoded) throw new Error(decoded.problem);
  expect(decoded.text).toBe(text);
  const written = encodePython(text, decoded.encoding, decodeText, utf8);
  if (decoded.encoding.label === 'euc-jp') expect(written).toBeUndefined();
  else expect(written).toEqual(source);
});

it.each([
  ['Latin-1 that does not say so', bytes('"\xe9"'), 'cannot be decoded as utf-8'],
  ['a coding line too far down', bytes('x = 1\n\n# coding: latin-1\n"\xe9"'), 'utf-8'],
  ['an encoding that is none', bytes('# coding: klingon\n'), 'klingon'],
  ['a byte beyond ASCII', bytes('# coding: ascii\n\xe9'), 'ascii'],
  ['a binary', bytes('\x7fELF\0\0'), 'NUL bytes'],
])('says why it cannot read %s', (_, source, reason) => {
  const decoded = decodePython(source, decodeText);
  expect(decoded).toEqual({ problem: expect.stringContaining(reason) });
});
