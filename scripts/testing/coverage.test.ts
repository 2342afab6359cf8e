import assert from 'node:assert/strict';
import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../bootstrap/project.mjs';
import { allBut, COMPLETE, coverageArguments, FLOORS } from './coverage.ts';
import { hasCode, measuredFiles } from './measured-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('the floors of coverage', () => {
  it('name every package that has sources besides its tests, except the system tests', () => {
    const packages = globSync('{apps,libs}/*/package.json', { cwd: projectRoot }).map((file) =>
      path.dirname(file),
    );
    assert.deepEqual(
      Object.keys(FLOORS).sort(),
      packages.filter((folder) => folder !== 'apps/system-tests' && measuredFiles(folder).length > 0).sort(),
    );
  });

  it('are 100 per cent for what counts votes, decides about them and hashes credentials', () => {
    for (const folder of ['libs/tabulation', 'libs/election', 'libs/credentials']) {
      assert.ok(COMPLETE.includes(folder), folder);
    }
  });

  it('are given to Jest, for the files of the packages only', () => {
    const [option, json] = coverageArguments(['libs/election']);
    assert.equal(option, '--config');
    const config = JSON.parse(json ?? '') as Record<string, unknown>;
    const source = path.join(projectRoot, 'libs/election/src') + path.sep;
    assert.deepEqual(config['coverageThreshold'], { [source]: { lines: 100 } });
    assert.deepEqual(config['collectCoverageFrom'], measuredFiles('libs/election'));
  });

  it('leave the tests of all other packages to the other run', () => {
    const others = new RegExp(allBut(['libs/election']));
    assert.equal(others.test('/home/me/scrutin/libs/election/src/values/instant.test.ts'), false);
    assert.equal(others.test('libs/election/src/values/instant.test.ts'), false);
    assert.equal(others.test('/home/me/scrutin/libs/election-office/src/certifying.pg.test.ts'), true);
  });
});

describe('the files that are measured', () => {
  it('are those with code', () => {
    assert.equal(
      hasCode('/** A law. */\nexport interface Law {\n  readonly id: string; // as "law"\n}\n'),
      false,
    );
    assert.equal(
      hasCode("import type { Law } from './law.ts';\nexport type Laws = readonly Law[];\n"),
      false,
    );
    assert.equal(hasCode("import { type Law } from './law.ts';\nexport { type Law };\n"), false);
    assert.equal(hasCode('export const NUMBER = 1;\n'), true);
    assert.equal(hasCode("export const ADDRESS = 'https://example.org';\n"), true);
  });

  it('are no tests, index files and files of types', (t) => {
    const root = temporaryFolder(t);
    const source = path.join(root, 'libs', 'rules', 'src');
    mkdirSync(path.join(source, 'values'), { recursive: true });
    const write = (file: string, text: string): void => {
      writeFileSync(path.join(source, file), text);
    };
    write('index.ts', "export { quota } from './quota.ts';");
    write('quota.ts', 'export const quota = 1;');
    write('quota.test.ts', 'quota;');
    write('values/law.ts', 'export interface Law {}');
    write('values/number.ts', 'export const number = 1;');
    write('values/number-shown.tsx', 'export const NumberShown = () => <b>1</b>;');
    assert.deepEqual(measuredFiles('libs/rules', root), [
      'libs/rules/dist/quota.js',
      'libs/rules/dist/values/number-shown.js',
      'libs/rules/dist/values/number.js',
    ]);
  });
});
