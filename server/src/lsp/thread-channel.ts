/**
 * Requests, answers, events and progress over anything that carries plain data between two
 * threads. Both ends are equal: each may ask the other.
 */

/** One end of a wire that carries structured-clonable values, in order. */
export interface Wire {
  post(message: unknown): void;
  /** Set once; called for every message of the other end. */
  listen(listener: (message: unknown) => void): void;
}

/** What one end answers. `signal` tells that the asker lost interest. */
export type RequestHandler = (
  method: string,
  args: readonly unknown[],
  call: { readonly cancelled: boolean; progress(value: unknown): void },
) => Promise<unknown>;

/** Something that the other end threw, brought over the wire by name and message. */
export class RemoteError extends Error {
  /** The `name` of the error over there. */
  readonly remoteName: string;
  /** Extra enumerable fields of the error over there. */
  readonly fields: Readonly<Record<string, unknown>>;
  constructor(name: string, message: string, fields: Readonly<Record<string, unknown>>) {
    super(message);
    this.name = 'RemoteError';
    this.remoteName = name;
    this.fields = fields;
  }
}

type Message =
  | { kind: 'request'; id: number; method: string; args: readonly unknown[] }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; name: string; message: string; fields: Record<string, unknown> }
  | { kind: 'progress'; id: number; value: unknown }
  | { kind: 'cancel'; id: number }
  | { kind: 'event'; event: string; value: unknown };

interface Pending {
  resolve(value: unknown): void;
  reject(error: unknown): void;
  progress(value: unknown): void;
}

/** An end of the channel. */
export class ThreadChannel {
  readonly #wire: Wire;
  readonly #pending = new Map<number, Pending>();
  readonly #running = new Map<number, { cancelled: boolean }>();
  #listeners: ((event: string, value: unknown) => void)[] = [];
  #handler: RequestHandler | undefined;
  #nextId = 1;
  #closed: Error | undefined;

  constructor(wire: Wire) {
    this.#wire = wire;
    wire.listen((message) => this.#receive(message as Message));
  }

  /** Answers the other end's requests from now on. */
  serve(handler: RequestHandler): void {
    this.#handler = handler;
  }

  onEvent(listener: (event: string, value: unknown) => void): void {
    this.#listeners.push(listener);
  }

  emit(event: string, value: unknown): void {
    if (this.#closed === undefined) this.#post({ kind: 'event', event, value });
  }

  /**
   * Asks the other end. Rejects with RemoteError for what was thrown there, and with the error
   * given to `close` where the other end has gone.
   */
  request(
    method: string,
    args: readonly unknown[],
    onProgress: (value: unknown) => void = () => {},
  ): { readonly answer: Promise<unknown>; cancel(): void } {
    const id = this.#nextId++;
    if (this.#closed !== undefined) return { answer: Promise.reject(this.#closed), cancel() {} };
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, progress: onProgress });
      this.#post({ kind: 'request', id, method, args });
    });
    return {
      answer,
      cancel: () => {
        if (this.#pending.has(id)) this.#post({ kind: 'cancel', id });
      },
    };
  }

  /** Whether an answer is awaited. */
  get waiting(): boolean {
    return this.#pending.size > 0;
  }

  /** The other end is gone: every request that waits, and every later one, fails with `reason`. */
  close(reason: Error): void {
    if (this.#closed !== undefined) return;
    this.#closed = reason;
    for (const call of this.#running.values()) call.cancelled = true;
    for (const pending of this.#pending.values()) pending.reject(reason);
    this.#pending.clear();
    this.#listeners = [];
  }

  #post(message: Message): void {
    this.#wire.post(message);
  }

  #receive(message: Message): void {
    if (this.#closed !== undefined) return;
    switch (message.kind) {
      case 'request':
        void this.#answer(message.id, message.method, message.args);
        return;
      case 'cancel': {
        const call = this.#running.get(message.id);
        if (call !== undefined) call.cancelled = true;
        return;
      }
      case 'event':
        for (const listener of this.#listeners) listener(message.event, message.value);
        return;
      case 'progress':
        this.#pending.get(message.id)?.progress(message.value);
        return;
      case 'answer':
        this.#settle(message.id)?.resolve(message.value);
        return;
      case 'failure':
        this.#settle(message.id)?.reject(
          new RemoteError(message.name, message.message, message.fields),
        );
    }
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  async #answer(id: number, method: string, args: readonly unknown[]): Promise<void> {
    const state = { cancelled: false };
    this.#running.set(id, state);
    const call = {
      get cancelled() {
        return state.cancelled;
      },
      progress: (value: unknown) => this.#post({ kind: 'progress', id, value }),
    };
    try {
      if (this.#handler === undefined) throw new Error(`nobody answers ${method}`);
      const value = await this.#handler(method, args, call);
      if (this.#closed === undefined) this.#post({ kind: 'answer', id, value });
    } catch (thrown) {
      if (this.#closed !== undefined) return;
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      const fields = Object.fromEntries(
        Object.entries(error).filter(([, value]) => typeof value === 'string'),
      );
      this.#post({ kind: 'failure', id, name: error.name, message: error.message, fields });
    } finally {
      this.#running.delete(id);
    }
  }
}
