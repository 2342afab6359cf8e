import { createHash } from 'node:crypto';
import { CLAIM_LUA } from './lua/claim.lua.ts';
import { COUNT_ADDRESSES_LUA } from './lua/count-addresses.lua.ts';
import { COUNT_GUESSES_LUA } from './lua/count-guesses.lua.ts';
import { RESTORE_CLAIM_LUA } from './lua/restore-claim.lua.ts';
import { luaScript } from './lua-script.ts';

const sources = { CLAIM_LUA, COUNT_ADDRESSES_LUA, COUNT_GUESSES_LUA, RESTORE_CLAIM_LUA };

describe.each(Object.entries(sources))('%s', (_, source) => {
  it('is called with exactly one key', () => {
    const sha = createHash('sha1').update(source).digest('hex');
    expect(luaScript(source).call('a key', 'x', Buffer.from('y'))).toEqual([
      'EVALSHA',
      sha,
      '1',
      'a key',
      'x',
      Buffer.from('y'),
    ]);
  });

  it('uses no other key, so that it runs on Redis Cluster', () => {
    const calls = [...source.matchAll(/redis\.p?call\('[A-Z]+', ([^,)]+)/g)].map((match) => match[1]);
    expect(calls.length).toBeGreaterThan(0);
    expect(new Set(calls)).toEqual(new Set(['KEYS[1]']));
    expect(source.match(/redis\.p?call/g)).toHaveLength(calls.length);
  });
});

it('a call with source contains the script, and other commands are unchanged', () => {
  const script = luaScript(CLAIM_LUA);
  expect(script.withSource(script.call('k', 'x'))).toEqual(['EVAL', CLAIM_LUA, '1', 'k', 'x']);
  const other = luaScript(RESTORE_CLAIM_LUA).call('k');
  expect(script.withSource(other)).toBe(other);
});
