/**
 * Follows the messages of the protocol in a stream of bytes. One whose header does not say how long
 * it is cannot be told from the next: whoever reads on is out of step for good.
 */
export class FrameWatch {
  #header = '';
  /** Bytes of the current message that are still to come. */
  #left = 0;

  /** Whether every header up to here says how long its message is. */
  inStep(bytes: Uint8Array): boolean {
    // One character a byte.
    let rest = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    while (rest !== '') {
      if (this.#left > 0) {
        const read = Math.min(this.#left, rest.length);
        this.#left -= read;
        rest = rest.slice(read);
        continue;
      }
      const before = this.#header.length;
      this.#header += rest;
      const end = this.#header.indexOf('\r\n\r\n');
      if (end < 0) return true;
      const length = /^content-length:[ \t]*(\d+)[ \t]*$/im.exec(this.#header.slice(0, end))?.[1];
      if (length === undefined) return false;
      rest = rest.slice(end + 4 - before);
      this.#left = Number(length);
      this.#header = '';
    }
    return true;
  }
}
