import { readdirSync } from 'node:fs';
import { queueDeclarations } from '@scrutin/broker';
import { MESSAGE_VERSIONS, messageKindOf, QUEUES, sealedCodecs } from '@scrutin/contracts/messages';
import { createMessageSeal, setting, VERSION } from '@scrutin/service-runtime';
import { openVoterRoll } from '@scrutin/voter-roll';
import { eventually } from '../eventually.ts';
import { silentLogger } from '../silent-logger.ts';
import type { RecordedMessage, VersionBefore } from './record.ts';
import { writeSampleRolls } from './sample-roll.ts';
import { SAMPLE_ELIGIBLE, SAMPLE_REJECTIONS, SAMPLE_VOTES } from './sample-votes.ts';
import type { StoredHash } from './stored-hashes.ts';
import { openHashes } from './stored-hashes.ts';

const MIGRATIONS = new URL('../../../../prisma/migrations/', import.meta.url);

/**
 * Makes the record of the release that this code is.
 *
 * @param commit the commit of the code
 * @param redisUrl a Redis, in which it leaves nothing behind
 */
export async function makeRecord(commit: string, redisUrl: string): Promise<VersionBefore> {
  const messageKeys = `recorded:${'5a'.repeat(32)}`;
  const codecs = sealedCodecs(createMessageSeal(setting.messageKeys().parse(messageKeys)));
  const message = (queue: RecordedMessage['queue'], entries: readonly object[]): RecordedMessage => {
    const encode = codecs[messageKindOf(queue)].encode as (all: readonly object[]) => Buffer;
    return { queue, sealed: encode(entries).toString('base64'), entries };
  };
  return {
    release: VERSION,
    commit,
    messageVersions: MESSAGE_VERSIONS,
    messageKeys,
    messages: [
      message(QUEUES.validation, SAMPLE_VOTES),
      message(QUEUES.waiting, SAMPLE_VOTES.slice(0, 1)),
      message(QUEUES.aggregation, SAMPLE_ELIGIBLE),
      message(QUEUES.review, SAMPLE_REJECTIONS),
    ],
    queues: Object.fromEntries(queueDeclarations().map((queue) => [queue.name, queue.arguments])),
    rolls: await recordRolls(redisUrl),
    migrations: readdirSync(MIGRATIONS, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort(),
  };
}

async function recordRolls(url: string): Promise<readonly StoredHash[]> {
  const keyPrefix = 'record-of-release:';
  const hashes = await openHashes(url, keyPrefix);
  const roll = openVoterRoll({ url, keyPrefix, logger: silentLogger, connectionName: 'record-of-release' });
  try {
    await hashes.clear();
    await eventually('Redis answers', () => roll.check());
    await writeSampleRolls(roll);
    return await hashes.read();
  } finally {
    await hashes.clear();
    await roll.close();
    await hashes.close();
  }
}
