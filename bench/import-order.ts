import { extractFacts } from '../server/src/facts/extract.ts';
import type { FileFacts } from '../server/src/facts/facts.ts';
import { Project } from '../server/src/project/project.ts';
import { testParser } from '../test/support/parser.ts';
import { median, printTable } from './measure.ts';

const modules = 5000;
const importsEach = 20;
const rounds = 15;

/**
 * The order of imports of one program of 5,000 modules and 100,000 import statements: linked
 * from nothing, and after edits of one module's import-time script.
 */
export async function benchImportOrder(): Promise<void> {
  console.log(
    `\nImport order of ${modules} modules, ${modules * importsEach} imports (ms, median of ${rounds})`,
  );
  const parser = await testParser();
  const read = (text: string): FileFacts => {
    const tree = parser.parse(text);
    if (tree === undefined) throw new Error('the parser gave up');
    try {
      return extractFacts(text, tree);
    } finally {
      tree.delete();
    }
  };
  const facts = Array.from({ length: modules }, (_, index) => read(textOf(index)));
  const project = new Project();
  project.setRoots(['/ws']);
  for (const [index, one] of facts.entries()) project.setFile(pathOf(index), one);
  const ask = (): number => {
    const start = performance.now();
    const { order } = project.programs[0]!;
    if (order.length !== modules) throw new Error(`${order.length} modules ran`);
    return performance.now() - start;
  };
  const first = ask();
  const edited = (line: (round: number) => string): string => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const index = 10 + round;
      project.setFile(pathOf(index), read(`${line(round)}\n${textOf(index)}`));
      times.push(ask());
    }
    return median(times).toFixed(1);
  };
  printTable([
    ['linked from nothing', 'after a new import', 'after a new assignment'],
    [
      first.toFixed(1),
      edited((round) => `import m${4000 + round}`),
      edited((round) => `LIMIT = ${round}`),
    ],
  ]);
}

function pathOf(index: number): string {
  return `/ws/m${index}.py`;
}

/** Each module imports the next, and others all over the program; one far down patches. */
function textOf(index: number): string {
  const lines = index === 0 ? ['import gevent'] : [];
  for (let step = 1; step <= importsEach; step += 1) {
    lines.push(`import m${(index + step * step * 7 + (step === 1 ? -6 : 0)) % modules}`);
  }
  if (index === modules - 1) lines.push('from gevent import monkey', 'monkey.patch_all()');
  if (index === 0) lines.push('if __name__ == "__main__":', '    gevent.spawn(print)');
  return `${lines.join('\n')}\n`;
}
