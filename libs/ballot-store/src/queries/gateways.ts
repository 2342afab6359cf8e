import type { Database } from '@scrutin/database';

/** A gateway whose key is not revoked. */
export interface StoredGateway {
  readonly id: string;
  readonly name: string;
  /** argon2id of the secret of its key, in the PHC string format. */
  readonly secretHash: string;
  readonly votesPerSecond: number;
  readonly burst: number;
}

/** All gateways whose key is not revoked. */
export function gateways(database: Database): Promise<StoredGateway[]> {
  return database.run('gateways', (client) =>
    client.gateway.findMany({
      where: { revokedAt: null },
      select: { id: true, name: true, secretHash: true, votesPerSecond: true, burst: true },
    }),
  );
}
