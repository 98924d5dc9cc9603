import { fileURLToPath } from 'node:url';

/** Makes a process of ours one whose parser really dies over `deadlyProgram`, and over nothing small. */
export const littleMemory: Readonly<Record<string, string>> = {
  NODE_OPTIONS: `--import ${JSON.stringify(new URL('./little-memory.ts', import.meta.url).href)}`,
};

/** Half a megabyte of valid Python, of which the parser makes some ten megabytes of tree. */
export const deadlyProgram: string = `import gevent\nTABLE = [\n${'    (1, "a", f(x)[1]),\n'.repeat(20_000)}]\n`;

/** The built command. */
export const builtCommand: string = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
