import type { ModuleView, ProgramView } from '../../project/model.ts';

/** Whether nothing that imports runs before the entry's first line: only bare packages do. */
export function comesFirst({ order, entry }: ProgramView): boolean {
  return order.slice(0, order.indexOf(entry)).every((module) => !importsAnything(module));
}

function importsAnything({ script }: ModuleView): boolean {
  return script.events.some(({ event }) => event.kind === 'import' || event.kind === 'from-import');
}
