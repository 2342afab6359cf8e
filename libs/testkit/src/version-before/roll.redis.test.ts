import { randomBytes } from 'node:crypto';
import { openVoterRoll } from '@scrutin/voter-roll';
import { eventually } from '../eventually.ts';
import { silentLogger } from '../silent-logger.ts';
import { versionBefore } from './record.ts';
import { SAMPLE_CLAIMS, writeSampleRolls } from './sample-roll.ts';
import type { HashAccess } from './stored-hashes.ts';
import { openHashes } from './stored-hashes.ts';

const url = process.env['REDIS_URL'] ?? '';
const keyPrefix = `before-${randomBytes(6).toString('hex')}:`;
const roll = openVoterRoll({ url, keyPrefix, logger: silentLogger, connectionName: 'version-before' });
let hashes: HashAccess;

beforeAll(async () => {
  hashes = await openHashes(url, keyPrefix);
  await eventually('Redis answers', () => roll.check());
});
afterEach(() => hashes.clear());
afterAll(async () => {
  await roll.close();
  await hashes.close();
});

const decisions = async (): Promise<readonly string[]> => roll.claim(SAMPLE_CLAIMS.map(([claim]) => claim));
const expected = SAMPLE_CLAIMS.map(([, decision]) => decision);

test('rolls and claims of the release before are decided as it decided them', async () => {
  await hashes.write(versionBefore().rolls);
  expect(await decisions()).toEqual(expected);
});

test('on rolls that the release before loaded, claims are stored as it stores them, so that it reads them', async () => {
  await writeSampleRolls(roll);
  expect(await hashes.read()).toEqual(versionBefore().rolls);
  expect(await decisions()).toEqual(expected);
});
