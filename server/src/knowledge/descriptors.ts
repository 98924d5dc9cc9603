import type { PatchPart } from './patch-part.ts';
import descriptorTable from './tables/descriptors.json' with { type: 'json' };
import deviceTable from './tables/waiting-devices.json' with { type: 'json' };

/** What a file descriptor leads to, where a read or write of it can wait for somebody else. */
export interface Descriptor {
  /** The type that return-types.json gives it: `os.pipe.reader`. */
  readonly type: string;
  /** `a pipe`, `a terminal`: for people. */
  readonly what: string;
  /**
   * Once this part is patched gevent makes the descriptor non-blocking; `gevent`: it always is.
   * Missing: a read waits, whatever is patched.
   */
  readonly nonBlocking?: PatchPart | 'gevent';
  readonly evidence: string;
}

/** A file of /dev whose reads wait for a person or another machine. */
export interface WaitingDevice {
  /** A regular expression over the whole path. */
  readonly pattern: string;
  readonly what: string;
  readonly evidence: string;
}

/** Every row, sorted by type. */
export const descriptors = descriptorTable as readonly Descriptor[];

/** Every row, sorted by pattern. */
export const waitingDevices = deviceTable as readonly WaitingDevice[];

const byType = new Map(descriptors.map((row) => [row.type, row]));
const devices = waitingDevices.map(({ pattern, what }) => ({ test: new RegExp(pattern), what }));

/** The row of a type of return-types.json, if it is a descriptor whose reads can wait. */
export function descriptorOfType(type: string): Descriptor | undefined {
  return byType.get(type);
}

/** What a path of a device leads to (`a terminal`); undefined for files and quick devices. */
export function waitingDevice(path: string): string | undefined {
  return devices.find(({ test }) => test.test(path))?.what;
}
