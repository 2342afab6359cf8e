import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { silentLogger } from '@scrutin/testkit/without-services';
import { DEFAULT_ADMISSION_LIMITS } from './admission.ts';
import { AdmissionControl } from './admission-control.ts';
import { Claimer } from './claimer.ts';
import type { Command } from './command.ts';
import { keyOf } from './command.ts';
import { eventually } from './fixture/eventually.ts';
import { loadWhole, recorded } from './fixture/loaded-roll.ts';
import type { TestRedis } from './fixture/test-redis.ts';
import { newSubmission, openTestRedis } from './fixture/test-redis.ts';
import { slotOf } from './key-slot.ts';
import type { RedisConnection } from './redis-connection.ts';
import { openRedisConnection } from './redis-connection.ts';
import { createRedisMetrics } from './redis-metrics.ts';
import { releaseClaims, restoreClaims, storedClaims } from './roll-claims.ts';
import { createRollKeys } from './roll-layout.ts';
import { openRollLoad } from './roll-load.ts';
import { removeRoll } from './roll-removal.ts';
import { rollStatus } from './roll-status.ts';

const ROLLS = [
  { roll: lawRollKey('L2025-001'), where: {} },
  { roll: electionRollKey('PROV-2025'), where: { region: 'SHERBROOKE' } },
];
let redis: TestRedis;
let connection: RedisConnection;
const sent = new Map<string, Command>();

beforeAll(async () => {
  redis = await openTestRedis(process.env['REDIS_URL']);
  const real = openRedisConnection({
    url: redis.url,
    logger: silentLogger,
    metrics: createRedisMetrics(undefined),
    connectionName: 'scrutin-commands',
    deadlineMs: 5_000,
    settingsCheckMs: 60_000,
  });
  await eventually(() => real.pipeline('ping', [['PING']]));
  const note = (commands: readonly Command[]): void => {
    for (const command of commands)
      sent.set(`${command.slice(0, 2).join(' ')} ${String(keyOf(command))}`, command);
  };
  connection = {
    keysOfACall: 'of-one-slot', // as on a cluster
    pipeline: (operation, commands, items) => {
      note(commands);
      return real.pipeline(operation, commands, items);
    },
    pipelineWithScript: (operation, script, commands, items) => {
      note(commands);
      note(commands.map((command) => script.withSource(command)));
      return real.pipelineWithScript(operation, script, commands, items);
    },
    readBytes: (operation, commands, items) => {
      note(commands);
      return real.readBytes(operation, commands, items);
    },
    close: () => real.close(),
  };
});
afterAll(async () => {
  await connection.close();
  await redis.close();
});

describe('on a Redis Cluster', () => {
  it('every command has exactly one key according to Redis itself, so a CROSSSLOT error is impossible', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(hash, { minLength: 1, maxLength: 5 }),
        fc.array(text, { minLength: 1 }),
        async (infix, hashes, names) => {
          sent.clear();
          const keys = createRollKeys(`${redis.prefix}${infix}`);
          const admissionControl = new AdmissionControl(
            connection,
            keys,
            DEFAULT_ADMISSION_LIMITS,
            (name) => name,
          );
          for (const { roll, where } of ROLLS) {
            const place = recorded(roll, { buckets: 4 });
            const claims = hashes.map((credentialHash) => ({
              roll: place,
              credentialHash,
              submissionId: newSubmission(),
              ...where,
            }));
            const entries = hashes.map((each) => ({ hash: each, ...where }));
            await loadWhole(
              { beginLoad: (at, mode) => openRollLoad(connection, keys, at, mode) },
              roll,
              entries,
              {
                buckets: 4,
              },
            );
            for (const mode of ['grow', 'repair'] as const) {
              const load = await openRollLoad(connection, keys, place, mode);
              await load?.stage([...entries, { hash: randomBytes(32), ...where }]);
              if (mode === 'grow') await load?.adopt('g2');
              else await load?.discard();
              await load?.end();
            }
            await new Claimer(connection, keys).claim(claims);
            await restoreClaims(connection, keys, place, claims);
            for await (const page of storedClaims(connection, keys, place)) {
              await releaseClaims(connection, keys, place, page);
            }
          }
          await admissionControl.admit(
            names.map((name) => ({
              address: name,
              guessKey: name,
              idempotency: { submissionId: name, record: name, fingerprint: name },
            })),
            0,
          );
          await admissionControl.countFailedGuesses(names, 0);
          for (const { roll } of ROLLS) {
            await rollStatus(connection, keys, recorded(roll, { buckets: 4 }));
            await removeRoll(connection, keys, roll);
          }
          expect(sent.size).toBeGreaterThan(15);
          for (const command of sent.values()) {
            const key = keyOf(command);
            expect(key).toBeDefined();
            const named = await redis.everywhere(
              'COMMAND',
              'GETKEYS',
              ...command.map((part) => part as string),
            );
            const all = (named as string[][])[0] ?? [];
            expect(all[0]).toBe(String(key));
            expect(new Set(all.map(slotOf)).size).toBe(1); // all keys are on the same node of a cluster
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});
