import { z } from 'zod';
import { pepperCheck } from '@scrutin/credentials';
import type { Environment } from '@scrutin/local-stack';
import { loadConfig, nodeDigest, setting } from '@scrutin/service-runtime';

/** The check value of CREDENTIAL_PEPPER; undefined if it is not set, as a roll of hashes can be loaded without it. */
export function pepperCheckOf(environment: Environment): string | undefined {
  if (environment['CREDENTIAL_PEPPER'] === undefined) return undefined;
  const { CREDENTIAL_PEPPER: pepper } = loadConfig(
    z.object({ CREDENTIAL_PEPPER: setting.secret() }),
    environment,
  );
  return pepperCheck(pepper, nodeDigest);
}
