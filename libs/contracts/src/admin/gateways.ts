import { z } from 'zod';
import { instant } from '../public/law.ts';
import { identifier } from './values.ts';

const members = {
  name: identifier.meta({
    description: 'The name of the gateway in the record of acts and in the metrics.',
    examples: ['kiosks-montreal'],
  }),
  votes_per_second: z
    .int()
    .min(1)
    .max(100_000)
    .meta({
      description: 'How many votes it may hand in for each second, on average.',
      examples: [500],
    }),
  burst: z
    .int()
    .min(1)
    .max(1_000_000)
    .meta({
      description:
        'How many votes it may hand in at once after a pause. A request with more votes passes too, once none of them is used up, and uses up the following ones as well.',
      examples: [5_000],
    }),
};

/** An entry of `GET /admin/v1/gateways`. */
export const gatewayBody = z
  .object({
    id: z.uuid().meta({ examples: ['5b1e0c9a-7d3f-4a21-9c4e-d2f06b7a1188'] }),
    ...members,
    created_at: instant.meta({ examples: ['2026-09-01T13:00:00.000Z'] }),
    revoked_at: instant
      .nullable()
      .meta({ description: 'When its key was revoked; null if it is valid.', examples: [null] }),
  })
  .meta({
    id: 'Gateway',
    description: 'A kiosk or a partner that hands in the votes of many voters. It never contains the key.',
  });
export type GatewayBody = z.infer<typeof gatewayBody>;
export const gatewaysBody = z.array(gatewayBody);

/** `POST /admin/v1/gateways`. */
export const newGateway = z
  .strictObject(members)
  .meta({ id: 'NewGateway', description: 'A gateway to create.' });

/** The answer to `POST /admin/v1/gateways`. */
export const createdGateway = gatewayBody
  .extend({
    key: z.string().meta({
      description:
        'The key, which is shown this once. The gateway sends it as `Authorization: Bearer KEY`. Only an argon2id hash of its secret is stored.',
      examples: ['sgw_5b1e0c9a7d3f4a219c4ed2f06b7a1188_the-secret-of-43-characters-comes-here-000'],
    }),
  })
  .meta({ id: 'CreatedGateway', description: 'A new gateway with its key.' });
