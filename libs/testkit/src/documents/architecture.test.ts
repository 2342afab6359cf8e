import { textOf, trackedFiles } from './tracked-files.ts';

interface PackageFile {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly nx?: { readonly tags?: readonly string[] };
}

const packageFiles = trackedFiles().filter((file) =>
  /^(?:(?:apps|libs)\/[\w-]+\/)?package\.json$/.test(file),
);
const packages = packageFiles.map((file) => JSON.parse(textOf(file)) as PackageFile);
const appsAndLibs = packageFiles
  .filter((file) => file.includes('/'))
  .map((file) => file.replace('/package.json', ''));
const architecture = textOf('docs/ARCHITECTURE.md');

/** The text of a section, from its heading to the next heading. */
function section(heading: string): string {
  const begin = architecture.indexOf(`\n${heading}\n`);
  expect(begin).toBeGreaterThan(0);
  const rest = architecture.slice(begin + heading.length + 2);
  return rest.split(/\n#+ /)[0] ?? '';
}

/** The cells of the table in a text, without the line of names and the line below it. */
function rows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

test('the table of dependencies in docs/ARCHITECTURE.md names every package that is used, and no other', () => {
  const used = packages
    .flatMap(({ dependencies, devDependencies, optionalDependencies }) =>
      Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }),
    )
    .filter((name) => !name.startsWith('@scrutin/'));
  const named = rows(section('## Dependencies')).flatMap(([names]) => names?.split(/,\s*/) ?? []);
  expect(named.sort()).toEqual([...new Set(used)].sort());
});

test('the picture of the packages names every app and lib, and no other', () => {
  const named: string[] = [];
  let folder = '';
  for (const line of section('## Packages').split('\n')) {
    folder = /^([\w-]+\/)/.exec(line)?.[1] ?? folder;
    const name = /^ {2}([\w-]+)\/ /.exec(line)?.[1];
    if (name !== undefined) named.push(folder + name);
  }
  expect(named.sort()).toEqual([...appsAndLibs].sort());
});

test('the map of README.md names every app and lib, and no other', () => {
  const named = [...textOf('README.md').matchAll(/`((?:apps|libs)\/[\w-]+)`/g)].map(([, name]) => name ?? '');
  expect([...new Set(named)].sort()).toEqual([...appsAndLibs].sort());
});

test('the table of who may import whom is that of the linter', () => {
  const tagged = new Set(
    packages.flatMap(({ nx }) => (nx?.tags ?? []).map((tag) => tag.replace('layer:', ''))),
  );
  const enforced = [
    ...textOf('eslint.config.mjs').matchAll(/\blayer\(\s*((?:'[\w-]+',?\s*)+)(?:\.\.\.extra,?\s*)?\)/g),
  ]
    .map(([, list]) => [...(list ?? '').matchAll(/[\w-]+/g)].map(([name]) => name))
    .filter(([layer = '']) => tagged.has(layer));
  expect(enforced.length).toBeGreaterThan(5);

  const documented = rows(section('### Who may import whom')).map(([layer = '', imports = '']) => [
    layer,
    // What follows the semicolon says who imports this layer.
    ...(imports.split(';')[0] ?? '')
      .split(/,\s*(?:and\s+)?/)
      .map((name) => (name === '`cli`' ? 'operator-tool' : name)),
  ]);
  const inOrder = (table: readonly (readonly string[])[]): Map<string, string[]> =>
    new Map(table.map(([layer = '', ...imports]) => [layer, [...new Set(imports)].sort()]));
  expect(inOrder(documented)).toEqual(inOrder(enforced));
});
