import { createHash } from 'node:crypto';
import { ADD_ENTRIES_LUA } from './lua/add-entries.lua.ts';
import { CLAIM_LUA } from './lua/claim.lua.ts';
import { COUNT_ADDRESSES_LUA } from './lua/count-addresses.lua.ts';
import { COUNT_GUESSES_LUA } from './lua/count-guesses.lua.ts';
import { FIND_ENTRIES_LUA } from './lua/find-entries.lua.ts';
import { RESTORE_CLAIMS_LUA } from './lua/restore-claims.lua.ts';
import { luaScript } from './lua-script.ts';

const sources = {
  ADD_ENTRIES_LUA,
  FIND_ENTRIES_LUA,
  COUNT_ADDRESSES_LUA,
  COUNT_GUESSES_LUA,
  RESTORE_CLAIMS_LUA,
};

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

describe('CLAIM_LUA', () => {
  it('uses no other key than the one of the claim, so that a call with one claim runs on Redis Cluster', () => {
    const calls = [...CLAIM_LUA.matchAll(/[^.]call\('[A-Z]+', ([^,)]+)/g)].map((match) => match[1]);
    expect(calls.length).toBeGreaterThan(0);
    expect(new Set(calls)).toEqual(new Set(['key']));
    expect(CLAIM_LUA.match(/\bcall\(/g)).toHaveLength(calls.length);
    expect(CLAIM_LUA).toContain('decide(KEYS[i], ');
    expect(CLAIM_LUA.match(/KEYS/g)).toHaveLength(2); // the other one is #KEYS
  });

  it('can be called with several keys', () => {
    const script = luaScript(CLAIM_LUA);
    const sha = createHash('sha1').update(CLAIM_LUA).digest('hex');
    expect(script.callWithKeys(['a', 'b'], 'x')).toEqual(['EVALSHA', sha, '2', 'a', 'b', 'x']);
    expect(script.withSource(script.callWithKeys(['a', 'b'], 'x'))).toEqual([
      'EVAL',
      CLAIM_LUA,
      '2',
      'a',
      'b',
      'x',
    ]);
  });
});

it('a call with source contains the script, and other commands are unchanged', () => {
  const script = luaScript(CLAIM_LUA);
  expect(script.withSource(script.call('k', 'x'))).toEqual(['EVAL', CLAIM_LUA, '1', 'k', 'x']);
  const other = luaScript(RESTORE_CLAIMS_LUA).call('k');
  expect(script.withSource(other)).toBe(other);
});
