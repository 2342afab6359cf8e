import { ACTOR, done, NOW_MS, refusal, useOffice } from '@scrutin/testkit/election-office';

const { office, owner } = useOffice({ poolMax: 4 });

const LIMITS = { votesPerSecond: 500, burst: 5_000 };

async function actsOn(name: string) {
  return (await office.acts({ limit: 100, subject: `gateway:${name}` })).reverse();
}

describe('gateways', () => {
  test('are created with a key of which only an argon2id hash is stored', async () => {
    const { gateway, key } = await done(office.createGateway(ACTOR, { name: 'kiosks', ...LIMITS }));
    expect(gateway).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      name: 'kiosks',
      ...LIMITS,
      createdAtMs: NOW_MS,
      revokedAtMs: undefined,
    });
    expect(await office.gateways()).toContainEqual(gateway);
    expect(key).toMatch(new RegExp(`^sgw_${gateway.id.replaceAll('-', '')}_[A-Za-z0-9_-]{43}$`));
    const { rows } = await owner.query<{ secret_hash: string }>(
      'SELECT secret_hash FROM gateways WHERE id = $1',
      [gateway.id],
    );
    expect(rows[0]?.secret_hash).toMatch(/^\$argon2id\$v=19\$m=19456,p=1,t=2\$/);
    const [act] = await actsOn('kiosks');
    expect(act).toMatchObject({ action: 'gateway.create', after: { name: 'kiosks', ...LIMITS } });
    const onRecord = JSON.stringify(act, (_, value: unknown) => (typeof value === 'bigint' ? '' : value));
    expect(onRecord).not.toContain(key.slice(-43));
    expect(onRecord).not.toContain('argon2');
  });

  test('are revoked once and for ever, and their name may then be given again', async () => {
    const { gateway } = await done(office.createGateway(ACTOR, { name: 'partner', ...LIMITS }));
    expect(await office.createGateway(ACTOR, { name: 'partner', ...LIMITS })).toEqual(
      refusal('already-exists', /There is a gateway partner already whose key is not revoked/),
    );
    const revoked = await done(office.revokeGateway(ACTOR, gateway.id));
    expect(revoked).toEqual({ ...gateway, revokedAtMs: NOW_MS });
    expect(await office.revokeGateway(ACTOR, gateway.id)).toEqual(
      refusal('state-forbids', /The key of the gateway partner is revoked already/),
    );
    const again = await done(office.createGateway(ACTOR, { name: 'partner', ...LIMITS }));
    expect(again.gateway.id).not.toBe(gateway.id);
    expect((await actsOn('partner')).map(({ action }) => action)).toEqual([
      'gateway.create',
      'gateway.revoke',
      'gateway.create',
    ]);
    // Not even the owner of the database can take a revocation back, or change anything else.
    for (const change of ['revoked_at = NULL', 'burst = 1', "secret_hash = '$argon2id$x'"]) {
      await expect(owner.query(`UPDATE gateways SET ${change} WHERE id = $1`, [gateway.id])).rejects.toThrow(
        'a gateway can only be revoked, once',
      );
    }
  });

  test.each([
    [{ name: 'no spaces' }, 'The name must have'],
    [{ votesPerSecond: 0 }, 'The number of votes per second'],
    [{ votesPerSecond: 1.5 }, 'The number of votes per second'],
    [{ burst: 1_000_001 }, 'The number of votes at once'],
  ])('are refused with %j', async (change, text) => {
    const refused = await office.createGateway(ACTOR, { name: 'wrong', ...LIMITS, ...change });
    expect(refused).toMatchObject({ ok: false, kind: 'invalid' });
    expect(JSON.stringify(refused)).toContain(text);
    expect(await actsOn('wrong')).toEqual([]);
  });

  test('that do not exist cannot be revoked', async () => {
    for (const id of ['x', '5b1e0c9a-7d3f-4a21-9c4e-d2f06b7a1188']) {
      expect(await office.revokeGateway(ACTOR, id)).toEqual(refusal('not-found', /no such gateway/));
    }
  });
});
