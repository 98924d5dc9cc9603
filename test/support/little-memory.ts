/**
 * Loaded before anything else (`--import`), in each thread: WebAssembly gets little more memory
 * than it starts with. Nothing is pretended: a parser that needs more dies for good, as it does
 * on a machine that has no more to give.
 */
interface Limits {
  /** Pages of 64 KB. */
  readonly initial: number;
  readonly maximum?: number;
}

/** Pages beyond the first ones: enough for small files, not for one of several 100 KB. */
const morePages = 64;

const { WebAssembly: web } = globalThis as unknown as {
  readonly WebAssembly: { Memory: new (limits: Limits) => object };
};

web.Memory = new Proxy(web.Memory, {
  construct: (target, [limits]: [Limits]) =>
    new target({ ...limits, maximum: limits.initial + morePages }),
});
