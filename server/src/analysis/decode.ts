/** Bytes → text in a named encoding; undefined where the name or the bytes are not valid. */
export type DecodeText = (bytes: Uint8Array, label: string) => string | undefined;

/** A file's text, and how it was written. */
export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: SourceEncoding;
}

/** How a file's text was written to bytes. */
export interface SourceEncoding {
  /** As the WHATWG encoding standard calls it; `latin-1` and `ascii` are Python's own. */
  readonly label: string;
  readonly byteOrderMark: boolean;
}

/** Why bytes are not text. One sentence for people. */
export interface UndecodableText {
  readonly problem: string;
}

/**
 * Python source as Python would decode it (PEP 263): UTF-8 unless a byte order mark or a
 * `coding:` comment in the first two lines says otherwise.
 */
export function decodePython(bytes: Uint8Array, decode: DecodeText): DecodedText | UndecodableText {
  const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = byteOrderMark ? bytes.subarray(3) : bytes;
  if (body.includes(0)) return { problem: 'It holds NUL bytes, so it is not Python source.' };
  const declared = byteOrderMark ? 'utf-8' : (declaredEncoding(body) ?? 'utf-8');
  const label = labelOf(declared);
  const text = decodeAs(body, label, decode);
  if (text === undefined) {
    return { problem: `It cannot be decoded as ${declared}.` };
  }
  return { text, encoding: { label, byteOrderMark } };
}

function decodeAs(bytes: Uint8Array, label: string, decode: DecodeText): string | undefined {
  if (label !== 'latin-1' && label !== 'ascii') return decode(bytes, label);
  if (label === 'ascii' && bytes.some((byte) => byte > 0x7f)) return undefined;
  return singleBytes(bytes);
}

/** One character per byte. */
function singleBytes(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return text;
}

/** The encoding that a comment in the first two lines declares, as written. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const lines = singleBytes(bytes.subarray(0, 400)).split(/\r\n|\n|\r/, 2);
  for (const line of lines) {
    const match = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line);
    if (match?.[1] !== undefined) return match[1];
    if (!/^[ \t\f]*(?:#.*)?$/.test(line)) return undefined;
  }
  return undefined;
}

/** Python's name of a codec as the encoding standard's label. */
function labelOf(name: string): string {
  const text = name.toLowerCase().replace(/_/g, '-');
  if (/^utf-?8(-sig|-mac|-unix|-dos)?$/.test(text) || text === 'u8') return 'utf-8';
  if (/^(latin-?1|l1|iso-?8859-?1|cp819|8859)(-unix|-dos)?$/.test(text)) return 'latin-1';
  if (/^(us-)?ascii$|^646$/.test(text)) return 'ascii';
  const codePage = /^cp-?(\d+)$/.exec(text)?.[1];
  if (codePage !== undefined) return codePages[codePage] ?? `windows-${codePage}`;
  const latin = /^(?:latin-?|l)(\d+)$/.exec(text)?.[1];
  if (latin !== undefined) return latinNumbers[latin] ?? text;
  if (/^iso8859-\d+$/.test(text)) return text.replace('iso8859', 'iso-8859');
  return (
    {
      'mac-roman': 'macintosh',
      'mac-cyrillic': 'x-mac-cyrillic',
      sjis: 'shift_jis',
      'shift-jis': 'shift_jis',
      eucjp: 'euc-jp',
      euckr: 'euc-kr',
    }[text] ?? text
  );
}

const codePages: Readonly<Record<string, string>> = {
  '866': 'ibm866',
  '932': 'shift_jis',
  '936': 'gbk',
  '949': 'euc-kr',
  '950': 'big5',
  '65001': 'utf-8',
};

const latinNumbers: Readonly<Record<string, string>> = {
  '2': 'iso-8859-2',
  '3': 'iso-8859-3',
  '4': 'iso-8859-4',
  '5': 'windows-1254',
  '6': 'iso-8859-10',
  '8': 'iso-8859-14',
  '9': 'iso-8859-15',
  '10': 'iso-8859-16',
};

/**
 * Text → bytes in the encoding that it was read in, byte order mark included. Undefined where
 * a character has no place there, or where the encoding uses several bytes for a character
 * (nothing but decoders are at hand for those).
 */
export function encodePython(
  text: string,
  encoding: SourceEncoding,
  decode: DecodeText,
  encodeUtf8: (text: string) => Uint8Array,
): Uint8Array | undefined {
  if (encoding.label === 'utf-8') {
    return encodeUtf8(encoding.byteOrderMark ? `\ufeff${text}` : text);
  }
  const table = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) {
    const character = decodeAs(Uint8Array.of(byte), encoding.label, decode);
    if (character !== undefined) table.set(character, byte);
  }
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const byte = table.get(text.charAt(index));
    if (byte === undefined) return undefined;
    bytes[index] = byte;
  }
  return bytes;
}
