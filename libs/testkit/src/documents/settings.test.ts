import { textOf, trackedFiles } from './tracked-files.ts';

/**
 * The files that declare the environment of a service, one setting on each line: `  NAME: setting…` or `  NAME: z…`.
 */
const DECLARED_IN = trackedFiles().filter((file) =>
  /^(?:apps\/[\w-]+\/src\/config|libs\/service-runtime\/src\/run)\.ts$/.test(file),
);

const declared = new Set(
  DECLARED_IN.flatMap((file) => [
    ...textOf(file).matchAll(/^ {2}([A-Z][A-Z0-9_]+): ?(?:z$|z\.|setting\.)/gm),
  ]).map(([, name]) => name),
);

/** The names of settings in the section "Configuration" of docs/OPERATIONS.md. */
function documented(): Set<string> {
  const text = textOf('docs/OPERATIONS.md');
  const section = text.slice(text.indexOf('\n## Configuration\n'));
  const list = section.slice(section.indexOf('\n- `'), section.indexOf('\n## ', 1));
  return new Set([...list.matchAll(/`([A-Z][A-Z0-9_]{2,})`/g)].map(([, name]) => name ?? ''));
}

test('docs/OPERATIONS.md lists every setting of every service', () => {
  expect(DECLARED_IN.length).toBeGreaterThanOrEqual(5);
  expect([...declared].filter((name) => !documented().has(name ?? ''))).toEqual([]);
});

test('docs/OPERATIONS.md lists no setting that no service has', () => {
  expect([...documented()].filter((name) => !declared.has(name))).toEqual([]);
});
