import table from './tables/epoll-users.json' with { type: 'json' };

/** A module outside the workspace that polls with epoll or kqueue wherever they are there. */
export interface EpollUser {
  /** Its top-level name: `tornado`. */
  readonly module: string;
  readonly evidence: string;
}

const modules = new Set((table as readonly EpollUser[]).map(({ module }) => module));

/** Whether a module, or the package around it, polls with epoll where it can. */
export function usesEpoll(module: string): boolean {
  return modules.has(module.split('.', 1)[0] ?? module);
}
