import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { shellLines } from './shell-lines.ts';

describe('lines for a shell', () => {
  it('give the shell exactly the values, with any characters in them', () => {
    const password = `it's "$HOME" \`id\` \\ ; exit 3 # é`;
    const script = `${shellLines({ FIRST: password, SECOND: '' })}\nprintf '%s|%s' "$FIRST" "$SECOND"`;
    const { status, stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
    assert.deepEqual([status, stdout], [0, `${password}|`]);
  });
});
