import picomatch from 'picomatch';

/**
 * What a glob of a configuration matches: paths relative to its folder. As in a .gitignore, a
 * name without a slash is meant wherever it lies, and a folder means all that lies in it.
 */
export function globMatcher(glob: string): (relative: string) => boolean {
  const plain = glob.replace(/^\.\//, '').replace(/\/+$/, '');
  const anywhere = plain.includes('/') ? plain : `**/${plain}`;
  return picomatch([anywhere, `${anywhere}/**`], { dot: true });
}
