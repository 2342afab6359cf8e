import assert from 'node:assert/strict';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Refusal } from '../bootstrap/refusal.mjs';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { newState, readStateFile, refusalOfAnothersFile, writeStateFile } from './state-file.ts';

const ROOT = '/home/somebody/scrutin';

describe('the state file', () => {
  it('returns what was written, can be read only by its owner, and leaves no other file', (t) => {
    const folder = temporaryFolder(t);
    const file = path.join(folder, 'state.json');
    const state = newState(ROOT);
    state.mode = 'native';
    state.countsStatements = true;
    state.ports = { redis: 15_001, amqp: 15_002 };
    state.processes = { redis: { pid: 12, startedAt: 'boot/7' } };
    state.apps = {
      aggregator: { pid: 13, startedAt: 'boot/8', ports: { metrics: 9_104 }, fingerprint: 'abc' },
    };
    writeStateFile(file, state);
    assert.deepEqual(readStateFile(file, ROOT), state);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['state.json']);
  });

  it('is absent for a profile that was never used', (t) => {
    assert.equal(readStateFile(path.join(temporaryFolder(t), 'state.json'), ROOT), null);
  });

  it('keeps its secrets in a copied checkout, but neither its ports nor its processes', (t) => {
    const file = path.join(temporaryFolder(t), 'state.json');
    const state = { ...newState(ROOT), mode: 'docker' as const, ports: { redis: 15_001 }, kept: true };
    writeStateFile(file, state);
    const copied = readStateFile(file, '/home/somebody/copy');
    assert.deepEqual(copied?.secrets, state.secrets);
    assert.equal(copied.mode, 'docker');
    assert.equal(copied.root, '/home/somebody/copy');
    assert.deepEqual([copied.ports, copied.processes, copied.apps, copied.kept], [{}, {}, {}, false]);
  });

  for (const text of ['', '{"version":1', '{"version":1}', 'null']) {
    it(`is refused when it is damaged, with what to do about it: ${JSON.stringify(text)}`, (t) => {
      const folder = temporaryFolder(t);
      const file = path.join(folder, 'state.json');
      writeFileSync(file, text);
      assert.throws(
        () => readStateFile(file, ROOT),
        (error: unknown) => error instanceof Refusal && error.message.includes(`remove that folder`),
      );
    });
  }

  it('has new secrets for each profile, which need no quoting', () => {
    const [one, two] = [newState(ROOT).secrets, newState(ROOT).secrets];
    assert.notDeepEqual(one, two);
    for (const secret of [one.postgres, one.redis, one.rabbitmq, one.erlangCookie])
      assert.match(secret, /^[0-9a-f]{48}$/);
    assert.match(one.pepper, /^[0-9a-f]{64}$/);
    assert.match(one.messageKeys ?? '', /^k1:[0-9a-f]{64}$/);
  });

  it('of another user is refused, and any other failure is thrown unchanged', () => {
    const closed = Object.assign(new Error('EACCES'), { code: 'EACCES' });
    const refusal = refusalOfAnothersFile(closed, '/home/other/scrutin/.scrutin/dev');
    assert.ok(refusal instanceof Refusal && refusal.cause === closed);
    assert.match(refusal.message, /\.scrutin\/dev belongs to another user: run this command as that user/);
    const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    assert.equal(refusalOfAnothersFile(full, '/home/other'), full);
  });
});
