import type { Wire } from '../lsp/thread-channel.ts';

/** What a Worker and the scope inside one have in common. */
interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** A message port or worker as the wire that the two sides of the analysis speak over. */
export function portWire(port: Port): Wire {
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => port.addEventListener('message', ({ data }) => listener(data)),
  };
}

/** Two ends of a wire within one thread. */
export function wirePair(): readonly [Wire, Wire] {
  const { port1, port2 } = new MessageChannel();
  port1.start();
  port2.start();
  return [portWire(port1), portWire(port2)];
}
