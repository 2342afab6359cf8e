import pg from 'pg';
import { proposed } from '@scrutin/testkit/election-office';
import {
  approve,
  claire,
  counted,
  credentials,
  digestOf,
  load,
  REASON,
  servers,
  zoe,
} from '../fixture/late-registrations.ts';
import { LAW } from '../fixture/roll-servers.ts';

/** Late registrations with a login of the office, but without its program. */

interface Direct {
  readonly added: number;
  readonly said?: number;
  readonly action?: string;
  readonly reason?: string;
  readonly digest?: string;
  readonly proposalId?: string | null;
  readonly notice?: boolean;
}

/** Adds to the roll with the login of the office, but without its program. Undefined if it is done. */
async function direct(given: Direct): Promise<unknown> {
  const { added, said = added, action = 'roll.record', reason = 'x', digest = '', proposalId = null } = given;
  const client = new pg.Client(await servers.database.urlFor('scrutin_operator'));
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE rolls SET credentials = credentials + $2 WHERE roll_key = $1', [LAW, added]);
    const approvedBy = proposalId === null ? null : zoe.name;
    await client.query(
      `INSERT INTO admin_audit (actor, action, subject, reason, after, proposal_id, approved_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        claire.name,
        action,
        LAW,
        reason,
        JSON.stringify({ late: { credentials: String(said), digest } }),
        proposalId,
        approvedBy,
      ],
    );
    if (given.notice !== false) {
      await client.query(
        `INSERT INTO notices (roll_key, purpose, kind, text_fr, text_en) VALUES ($1, 'real', 'registered-late', 'x', 'x')`,
        [LAW],
      );
    }
    await client.query('COMMIT');
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await client.end();
  }
}
const failure = (message: RegExp) => ({ message: expect.stringMatching(message) as string });

test('the database refuses what the policy does not allow alone, also in transactions at once', async () => {
  expect(await direct({ added: 4 })).toMatchObject(failure(/approval of a second official/));
  const outcomes = await Promise.all([direct({ added: 2 }), direct({ added: 2 }), direct({ added: 2 })]);
  expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
  expect(await counted()).toEqual({ on_roll: 22, late: 2, approved: 0 });
});

test('the database refuses additions without their act, their number, a reason or a notice', async () => {
  const needed = failure(/need their act, a reason and a notice/);
  expect(await direct({ added: 2, said: 1 })).toMatchObject(needed);
  expect(await direct({ added: 1, action: 'roll.load' })).toMatchObject(needed);
  expect(await direct({ added: 1, action: 'roll.replace' })).toMatchObject(needed);
  expect(await direct({ added: 1, reason: ' ' })).toMatchObject(needed);
  expect(await direct({ added: 1, notice: false })).toMatchObject(needed);
  expect(await counted()).toEqual({ on_roll: 20, late: 0, approved: 0 });
});

test('the database takes an approval once, for its lines and at most its number', async () => {
  const many = credentials(5);
  const proposal = await proposed(load(many));
  const given = { added: 5, digest: digestOf(many), proposalId: proposal.id, reason: REASON };
  const wrong = failure(/not that of a proposal/);
  expect(await direct(given)).toMatchObject(wrong);
  expect(await approve(proposal)).toMatchObject({ ok: true });
  expect(await direct({ ...given, digest: digestOf(credentials(5)) })).toMatchObject(wrong);
  expect(await direct({ ...given, added: 6 })).toMatchObject(wrong);
  expect(await direct({ ...given, reason: 'Nobody approved this' })).toMatchObject(wrong);
  expect(await direct(given)).toBeUndefined();
  expect(await direct(given)).toMatchObject(failure(/admin_audit_approval_used_once/));
  expect(await counted()).toEqual({ on_roll: 25, late: 5, approved: 5 });
});
