import { isKnownClass } from '../../knowledge/return-types.ts';

const builtins: ReadonlySet<string> = new Set(
  (
    'abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod ' +
    'compile complex delattr dict dir divmod enumerate eval exec exit filter float format ' +
    'frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter ' +
    'len list locals map max memoryview min next object oct open ord pow print property quit ' +
    'range repr reversed round set setattr slice sorted staticmethod str sum super tuple type ' +
    'vars zip __import__'
  ).split(' '),
);

const builtinExceptions = /^[A-Z]\w*(?:Error|Exception|Warning|Exit|Interrupt|Iteration|Group)$/;

/** `builtins.open` for `open`; undefined for what is no builtin. */
export function builtinPath(name: string): string | undefined {
  return builtins.has(name) || builtinExceptions.test(name) ? `builtins.${name}` : undefined;
}

const builtinClasses: ReadonlySet<string> = new Set(
  (
    'bool bytearray bytes complex dict enumerate filter float frozenset int list map memoryview ' +
    'object range reversed set slice str tuple zip'
  )
    .split(' ')
    .map((name) => `builtins.${name}`),
);

/** A name in the spelling of classes: `Thread`, but neither `sleep` nor `LOCK_EX`. */
const classSpelling = /(?:^|\.)_?[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*$/;

/** Whether `path` names a class: known as one, or spelt as one. */
export function isClassPath(path: string): boolean {
  return isKnownClass(path) || builtinClasses.has(path) || classSpelling.test(path);
}
