import { InvariantViolation } from '@scrutin/service-runtime';
import type { ActContext } from './act.ts';
import { record } from './act.ts';
import { verifiedHash } from './login.ts';
import { OFFICIAL_COLUMNS, officialSubject, toOfficial } from './official-rows.ts';
import type { LoginProof, Official, Session } from './officials.ts';

const MINUTE_MS = 60_000;
/** A session ends when it was not used for this long. */
const IDLE_LIMIT_MS = 30 * MINUTE_MS;
/** The last use of a session is written at most this often, so that reading causes few writes. */
const TOUCH_INTERVAL_MS = MINUTE_MS;

export async function openSession(
  { database, clock }: ActContext,
  { id, email }: Official,
  proof: LoginProof,
  tokenHash: Uint8Array,
  expiresAtMs: number,
): Promise<boolean> {
  if (tokenHash.length !== 32) throw new InvariantViolation('session', 'a token hash has 32 bytes');
  const passwordHash = verifiedHash(proof);
  return database.run('session', (client) =>
    client.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT id FROM officials WHERE id = ${id}::uuid FOR UPDATE`;
      const select = { disabledAt: true, passwordHash: true } as const;
      const row = await transaction.official.findUnique({ where: { id }, select });
      // The account was disabled or got another password since the login: no session is opened.
      if (row?.disabledAt !== null || row.passwordHash !== passwordHash) return false;
      const now = new Date(clock());
      const idleSince = new Date(now.getTime() - IDLE_LIMIT_MS);
      await transaction.session.deleteMany({
        where: { officialId: id, OR: [{ expiresAt: { lte: now } }, { lastSeenAt: { lte: idleSince } }] },
      });
      await transaction.session.create({
        data: {
          tokenHash: Uint8Array.from(tokenHash),
          officialId: id,
          createdAt: now,
          lastSeenAt: now,
          expiresAt: new Date(expiresAtMs),
        },
        select: { officialId: true },
      });
      const actor = { officialId: id, name: email };
      await record(transaction, { actor, action: 'session.open', subject: officialSubject(email) });
      return true;
    }),
  );
}

export async function session(
  { database, clock }: ActContext,
  tokenHash: Uint8Array,
): Promise<Session | undefined> {
  const nowMs = clock();
  const key = { tokenHash: Uint8Array.from(tokenHash) };
  return database.run('session', async (client) => {
    const row = await client.session.findUnique({
      where: key,
      include: { official: { select: OFFICIAL_COLUMNS } },
    });
    if (row === null || row.official.disabledAt !== null) return undefined;
    const seenMs = row.lastSeenAt.getTime();
    if (row.expiresAt.getTime() <= nowMs || seenMs + IDLE_LIMIT_MS <= nowMs) return undefined;
    if (seenMs + TOUCH_INTERVAL_MS <= nowMs) {
      await client.session.updateMany({ where: key, data: { lastSeenAt: new Date(nowMs) } });
    }
    return {
      official: toOfficial(row.official),
      createdAtMs: row.createdAt.getTime(),
      expiresAtMs: row.expiresAt.getTime(),
    };
  });
}

export async function closeSession({ database }: ActContext, tokenHash: Uint8Array): Promise<void> {
  const key = { tokenHash: Uint8Array.from(tokenHash) };
  await database.run('session', (client) =>
    client.$transaction(async (transaction) => {
      const row = await transaction.session.findUnique({
        where: key,
        include: { official: { select: { id: true, email: true } } },
      });
      const { count } = await transaction.session.deleteMany({ where: key });
      if (row === null || count === 0) return;
      const { id, email } = row.official;
      const actor = { officialId: id, name: email };
      await record(transaction, { actor, action: 'session.close', subject: officialSubject(email) });
    }),
  );
}
