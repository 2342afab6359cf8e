import { randomBytes } from 'node:crypto';
import { GATEWAY_SECRET_BYTES, writtenGatewayKey } from '@scrutin/contracts/public';
import type { GatewayRow } from '@scrutin/database';
import type { ActOutcome } from '@scrutin/election';
import { integerProblem, isIdentifier, refusalOfProblems, refused } from '@scrutin/election';
import type { ActContext } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { hashPassword } from './password.ts';
import { isUuid } from './uuid.ts';

/** A kiosk or a partner that hands in the votes of many voters with a key of its own. */
export interface Gateway {
  readonly id: string;
  readonly name: string;
  /** How many votes it may hand in for each second, on average. */
  readonly votesPerSecond: number;
  /** How many votes it may hand in at once after a pause. */
  readonly burst: number;
  readonly createdAtMs: number;
  /** When its key was revoked. */
  readonly revokedAtMs: number | undefined;
}

/** A gateway to create. */
export type NewGateway = Pick<Gateway, 'name' | 'votesPerSecond' | 'burst'>;

/** A gateway with its key, which is shown this once: only an argon2id hash of the secret is stored. */
export interface CreatedGateway {
  readonly gateway: Gateway;
  readonly key: string;
}

/** Every column except the hash of the secret, which only the ingestion API reads. */
const COLUMNS = {
  id: true,
  name: true,
  votesPerSecond: true,
  burst: true,
  createdAt: true,
  revokedAt: true,
} as const;

const MOST_VOTES_PER_SECOND = 100_000;
const LARGEST_BURST = 1_000_000;

/** All gateways, also those whose key was revoked, by name. */
export async function gateways({ database }: ActContext): Promise<Gateway[]> {
  const rows = await database.run('officials', (client) =>
    client.gateway.findMany({ select: COLUMNS, orderBy: [{ name: 'asc' }, { createdAt: 'asc' }] }),
  );
  return rows.map(toGateway);
}

/** Creates a gateway and its key. Refused if another gateway with this name has a key that is not revoked. */
export async function createGateway(
  context: ActContext,
  actor: Actor,
  given: NewGateway,
): Promise<ActOutcome<CreatedGateway>> {
  const problem = refusalOfProblems(
    isIdentifier(given.name) ? undefined : NAME_MUST_BE,
    integerProblem(VOTES_PER_SECOND, given.votesPerSecond, 1, MOST_VOTES_PER_SECOND),
    integerProblem(BURST, given.burst, 1, LARGEST_BURST),
  );
  if (problem !== undefined) return problem;
  const { name, votesPerSecond, burst } = given;
  const secret = randomBytes(GATEWAY_SECRET_BYTES).toString('base64url');
  const secretHash = await hashPassword(secret);
  const taken = {
    fr: `Il y a déjà une passerelle ${name} dont la clé n’est pas révoquée.`,
    en: `There is a gateway ${name} already whose key is not revoked.`,
  };
  const header = { actor, action: 'gateway.create', subject: gatewaySubject(name), taken };
  return act(context, header, async (transaction) => {
    const createdAt = new Date(context.clock());
    const data = { name, votesPerSecond, burst, secretHash, createdAt };
    const after = toGateway(await transaction.gateway.create({ data, select: COLUMNS }));
    const key = writtenGatewayKey({ id: after.id, secret });
    return { ok: true, value: { gateway: after, key }, after };
  });
}

/** Revokes the key of a gateway for ever. Every ingestion API refuses it a few seconds later. */
export async function revokeGateway(
  context: ActContext,
  actor: Actor,
  id: string,
): Promise<ActOutcome<Gateway>> {
  const row = isUuid(id)
    ? await context.database.run('officials', (client) =>
        client.gateway.findUnique({ where: { id }, select: COLUMNS }),
      )
    : null;
  if (row === null) {
    return refused('not-found', { fr: 'Cette passerelle n’existe pas.', en: 'There is no such gateway.' });
  }
  const { name } = row;
  const header = { actor, action: 'gateway.revoke', subject: gatewaySubject(name) };
  return act(context, header, async (transaction) => {
    await transaction.$queryRaw`SELECT id FROM gateways WHERE id = ${id}::uuid FOR UPDATE`;
    const before = toGateway(await transaction.gateway.findUniqueOrThrow({ where: { id }, select: COLUMNS }));
    if (before.revokedAtMs !== undefined) {
      return refused('state-forbids', {
        fr: `La clé de la passerelle ${name} est déjà révoquée.`,
        en: `The key of the gateway ${name} is revoked already.`,
      });
    }
    const data = { revokedAt: new Date(context.clock()) };
    const after = toGateway(await transaction.gateway.update({ where: { id }, data, select: COLUMNS }));
    return { ok: true, value: after, before, after };
  });
}

function toGateway(row: Pick<GatewayRow, keyof typeof COLUMNS>): Gateway {
  const { id, name, votesPerSecond, burst, createdAt, revokedAt } = row;
  return {
    id,
    name,
    votesPerSecond,
    burst,
    createdAtMs: createdAt.getTime(),
    revokedAtMs: revokedAt?.getTime(),
  };
}

/** The subject of a gateway in the record of acts. */
function gatewaySubject(name: string): string {
  return `gateway:${name}`;
}

const NAME_MUST_BE = {
  fr: 'Le nom doit compter de 1 à 50 caractères parmi A-Z a-z 0-9 . _ - ; le premier est une lettre ou un chiffre.',
  en: 'The name must have 1 to 50 characters of A-Z a-z 0-9 . _ -; the first is a letter or a digit.',
};
const VOTES_PER_SECOND = {
  fr: 'Le nombre de votes par seconde',
  en: 'The number of votes per second',
};
const BURST = { fr: 'Le nombre de votes d’un seul coup', en: 'The number of votes at once' };
