import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { builtFile } from './built-sources.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('what a test imports', () => {
  it('is the compiled file where there is one, and Jest decides about everything else', (t) => {
    const lib = temporaryFolder(t);
    mkdirSync(path.join(lib, 'dist', 'rules'), { recursive: true });
    const compiled = path.join(lib, 'dist', 'rules', 'quota.js');
    writeFileSync(compiled, '');
    const tests = path.join(lib, 'src', 'rules');
    assert.equal(builtFile('./quota.ts', tests), compiled);
    assert.equal(builtFile('../rules/quota.ts', tests), compiled);
    assert.equal(builtFile('./fixture/ballots.ts', tests), null);
    assert.equal(builtFile('./quota.js', path.dirname(compiled)), null);
    assert.equal(builtFile('@scrutin/election', tests), null);
  });
});
