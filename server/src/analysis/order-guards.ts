import { type FilePath, folderOf, inFolder } from '../facts/file-path.ts';
import type { OrderGuard } from '../fixes/source.ts';
import type { ReadText } from './configurations.ts';
import { foldersUpward } from './folders-above.ts';
import { type OrderConfig, orderConfigNames, readOrderGuard } from './order-guard.ts';
import { FileProblem } from './workspace.ts';

/** Reads the settings of the workspace's own tools around a file, and remembers them. */
export class OrderGuards {
  readonly #read: ReadText;
  readonly #byFolder = new Map<FilePath, readonly OrderConfig[]>();

  constructor(read: ReadText) {
    this.#read = read;
  }

  /** Files changed on disk. */
  forget(): void {
    this.#byFolder.clear();
  }

  /** What a patch in this file needs beside it. */
  async guardFor(path: FilePath): Promise<OrderGuard> {
    const configs: OrderConfig[] = [];
    for (const folder of foldersUpward(folderOf(path))) {
      configs.push(...(await this.#configsIn(folder)));
    }
    return readOrderGuard(configs, path);
  }

  async #configsIn(folder: FilePath): Promise<readonly OrderConfig[]> {
    let configs = this.#byFolder.get(folder);
    if (configs === undefined) {
      const read = orderConfigNames.map(async (name): Promise<OrderConfig[]> => {
        const path = inFolder(folder, name);
        try {
          return [{ path, text: await this.#read(path) }];
        } catch (error) {
          if (error instanceof FileProblem) return [];
          throw error;
        }
      });
      configs = (await Promise.all(read)).flat();
      this.#byFolder.set(folder, configs);
    }
    return configs;
  }
}
