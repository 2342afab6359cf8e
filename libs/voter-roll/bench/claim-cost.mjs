#!/usr/bin/env node
/**
 * Measures how much memory a credential needs and how much processor time a claim takes, on the Redis at REDIS_URL. It
 * loads a roll under keys of its own, and removes it at the end:
 *
 *   npx tsc -b libs/voter-roll && node libs/voter-roll/bench/claim-cost.mjs [credentials [claimed [buckets [edition]]]]
 *
 * An edition that does not begin with `8` is stored as earlier releases did.
 */
import { randomBytes, randomFillSync } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { issueSubmissionId, lawRollKey } from '@scrutin/election';
import { openVoterRoll } from '../dist/index.js';
import { newEdition } from '../dist/roll-layout.js';

const url = process.env.REDIS_URL;
if (url === undefined) throw new Error('Set REDIS_URL, e.g. redis://127.0.0.1:6379');
const credentials = Number(process.argv[2] ?? 1_000_000);
const claimed = Math.min(credentials, Number(process.argv[3] ?? 300_000));
const keyPrefix = `bench-${randomBytes(6).toString('hex')}:`;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const redis = createClient({ url, RESP: 3 });
await redis.connect();
const figure = async (section, name) =>
  Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(await redis.info(section))?.[1]);
const memory = () => figure('memory', 'used_memory');
const redisSeconds = async () =>
  (await figure('cpu', 'used_cpu_user')) + (await figure('cpu', 'used_cpu_sys'));

async function timed(what, items, work) {
  const cpuBefore = process.cpuUsage();
  const redisBefore = await redisSeconds();
  const begun = performance.now();
  await work();
  const seconds = (performance.now() - begun) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const node = ((cpu.user + cpu.system) / items).toFixed(1);
  const server = (((await redisSeconds()) - redisBefore) / items) * 1e6;
  console.log(
    `${what.padEnd(30)}${Math.round(items / seconds)}/s, Node ${node} µs, Redis ${server.toFixed(1)} µs each`,
  );
}

const roll = openVoterRoll({ url, logger: silent, keyPrefix });
for (;;) {
  try {
    await roll.check();
    break;
  } catch {
    await pause(20); // still connecting
  }
}
const rollKey = lawRollKey('L2025-001');
const bytes = randomFillSync(Buffer.allocUnsafeSlow(32 * credentials));
const hashAt = (i) => bytes.subarray(32 * i, 32 * i + 32);
function* entries() {
  for (let i = 0; i < credentials; i += 1) yield { hash: hashAt(i) };
}
const ids = Array.from({ length: claimed }, () => issueSubmissionId(randomBytes(12), () => randomBytes(4)));
try {
  const empty = await memory();
  const perCredential = async () => (((await memory()) - empty) / credentials).toFixed(1);
  const place = { ...newEdition(rollKey, credentials), generation: 'claimcos' };
  if (process.argv[4] !== undefined) place.buckets = Number(process.argv[4]);
  if (process.argv[5] !== undefined) place.edition = process.argv[5];
  await timed('load', credentials, async () => {
    const load = await roll.beginLoad(place, 'new');
    await load.stage(entries());
    await load.adopt(place.generation);
    await load.end();
  });
  console.log(`${await perCredential()} bytes a credential, keys and markers included`);
  for (const what of ['first claims, cold', 'the same again']) {
    await timed(`${what}, by 100`, claimed, async () => {
      for (let i = 0; i < claimed; i += 100) {
        await roll.claim(
          ids
            .slice(i, i + 100)
            .map((submissionId, j) => ({ roll: place, credentialHash: hashAt(i + j), submissionId })),
        );
      }
    });
  }
  console.log(`${await perCredential()} bytes a credential when ${claimed} of ${credentials} have voted`);
  await timed('admissions, by 100', 200_000, async () => {
    for (let i = 0; i < 200_000; i += 100) {
      const requests = Array.from({ length: 100 }, (_, j) => ({
        address: `10.${(i / 100) % 250}.0.${j}`,
        guessKey: String(i + j).padStart(22, 'A'),
      }));
      await roll.admit(requests, Date.now());
    }
  });
} finally {
  for await (const keys of redis.scanIterator({ MATCH: `${keyPrefix}*`, COUNT: 1000 })) {
    if (keys.length > 0) await redis.unlink(keys);
  }
  await roll.close();
  await redis.close();
}
