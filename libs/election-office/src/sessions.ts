import type { ActOutcome } from '@scrutin/election';
import { accountSetupStep, refused, SESSION_IDLE_LIMIT_MS } from '@scrutin/election';
import { InvariantViolation } from '@scrutin/service-runtime';
import type { ActContext } from './act.ts';
import { act, record } from './act.ts';
import type { Actor } from './acts.ts';
import { findOfficial, noOfficial } from './change-account.ts';
import { verifiedHash } from './login.ts';
import { OFFICIAL_COLUMNS, officialSubject, toOfficial } from './official-rows.ts';
import type { ListedSession, LoginProof, Official, Session } from './officials.ts';
import { END_SESSIONS, LISTED_SESSIONS } from './sql/listed-sessions.sql.ts';
import { isUuid } from './uuid.ts';

const MINUTE_MS = 60_000;
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
      const idleSince = new Date(now.getTime() - SESSION_IDLE_LIMIT_MS);
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
  { database, clock, secondFactors }: ActContext,
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
    if (row.expiresAt.getTime() <= nowMs || seenMs + SESSION_IDLE_LIMIT_MS <= nowMs) return undefined;
    if (seenMs + TOUCH_INTERVAL_MS <= nowMs) {
      await client.session.updateMany({ where: key, data: { lastSeenAt: new Date(nowMs) } });
    }
    const official = toOfficial(row.official);
    const { role, mustChangePassword, secondFactorAtMs } = official;
    return {
      official,
      createdAtMs: row.createdAt.getTime(),
      expiresAtMs: row.expiresAt.getTime(),
      setup: accountSetupStep(
        { role, mustChangePassword, hasSecondFactor: secondFactorAtMs !== undefined },
        secondFactors.requiredOf,
      ),
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

/** The sessions of an account that can still be used, the newest first. */
export async function sessionsOf(
  { database, clock }: ActContext,
  officialId: string,
): Promise<ListedSession[]> {
  if (!isUuid(officialId)) return [];
  const nowMs = clock();
  const rows = await database.query<SessionRow>(
    'session',
    LISTED_SESSIONS,
    officialId,
    new Date(nowMs),
    new Date(nowMs - SESSION_IDLE_LIMIT_MS),
  );
  return rows.map(toListed);
}

/** The identifier of the session with this token. Undefined if it has ended. */
export async function sessionId(
  { database }: ActContext,
  tokenHash: Uint8Array,
): Promise<string | undefined> {
  const where = { tokenHash: Uint8Array.from(tokenHash) };
  const row = await database.run('session', (client) =>
    client.session.findUnique({ where, select: { id: true } }),
  );
  return row?.id;
}

/** Ends one session of an account, or all of them, and puts that on record. Refused if there is none to end. */
export async function endSessions(
  context: ActContext,
  actor: Actor,
  officialId: string,
  id: string | undefined,
): Promise<ActOutcome<number>> {
  const official = await findOfficial(context, officialId);
  if (official === undefined) return noOfficial();
  if (id !== undefined && !isUuid(id)) return refused('not-found', NO_SESSION);
  const header = { actor, action: 'session.end', subject: officialSubject(official.email) };
  return act(context, header, async (transaction) => {
    const rows = await transaction.$queryRawUnsafe<SessionRow[]>(END_SESSIONS, officialId, id ?? null);
    if (rows.length === 0) return refused('not-found', NO_SESSION);
    return { ok: true, value: rows.length, before: rows.map(toListed) };
  });
}

const NO_SESSION = {
  fr: 'Cette session n’existe pas ou a pris fin.',
  en: 'There is no such session, or it has ended.',
};

interface SessionRow {
  readonly id: string;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
}

function toListed(row: SessionRow): ListedSession {
  return {
    id: row.id,
    createdAtMs: row.created_at.getTime(),
    lastSeenAtMs: row.last_seen_at.getTime(),
    expiresAtMs: row.expires_at.getTime(),
  };
}
