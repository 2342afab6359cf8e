import { randomBytes } from 'node:crypto';
import { openAuditStore } from '@scrutin/ballot-store';
import type { ElectionOffice } from '@scrutin/election-office';
import { loadRoll, replaceCredentials } from '@scrutin/election-office';
import { TransientError } from '@scrutin/service-runtime';
import { adoptingBy } from '@scrutin/testkit/election-office';
import { proposed } from '@scrutin/testkit/election-office';
import { silentLogger } from '@scrutin/testkit/without-services';
import {
  ALONE,
  approve,
  claire,
  counted,
  credentials,
  digestOf,
  firstSet,
  LIFETIME_S,
  load,
  loaded,
  noticesOf,
  openOffice,
  otherOffice,
  query,
  REASON,
  seen,
  servers,
  zoe,
} from '../fixture/late-registrations.ts';
import { hash, LAW } from '../fixture/roll-servers.ts';
import { rollReports } from './status.ts';

test('a late registration needs a reason, is on record with it, and voters are told', async () => {
  const [one] = credentials(1) as [Buffer];
  expect(await load([one], { reason: null })).toMatchObject({
    ok: false,
    kind: 'invalid',
    text: {
      fr: expect.stringMatching(/inscription tardive.*motif.*--reason.*inchangée/) as string,
      en: expect.stringMatching(/late registration.*reason.*--reason.*unchanged/) as string,
    },
  });
  expect(await seen(one)).toBe('unknown-credential');
  expect(await noticesOf()).toEqual([]);
  expect(await load([one])).toMatchObject(loaded(1));
  expect(await seen(one)).toBe('claimed');
  const [act] = await servers.office.acts({ limit: 1, subject: LAW });
  expect(act).toMatchObject({
    action: 'roll.record',
    reason: REASON,
    after: { late: { credentials: '1', digest: digestOf([one]) } },
  });
  expect(act?.approvedBy).toBeUndefined();
  const [notice] = await noticesOf();
  expect(notice).toMatchObject({
    reason: REASON,
    text: { en: 'One voter was added to the roll after the vote was published.' },
  });
  expect(JSON.stringify([act?.after, notice?.text])).not.toContain(one.toString('base64url'));
  // The same file again adds nothing: neither a reason nor a notice.
  expect(await load([one], { reason: null })).toMatchObject(loaded(0));
  expect(await noticesOf()).toHaveLength(1);
});

test('one official alone adds a limited total, one by one or at once, and a second one approves more', async () => {
  for (const each of credentials(ALONE)) expect(await load([each])).toMatchObject(loaded(1));
  const many = credentials(60);
  const single = await proposed(load(credentials(1)));
  expect(single.request).toMatchObject({ kind: 'registration', credentials: '1' });
  const proposal = await proposed(load(many));
  expect(proposal).toMatchObject({ action: 'roll.record', subject: LAW, reason: REASON });
  expect(proposal.request).toEqual({
    kind: 'registration',
    roll: LAW,
    credentials: '60',
    digest: digestOf(many),
    source: { kind: 'upload', credentials: 60 },
    reason: REASON,
  });
  // The same upload again is the same proposal.
  expect((await proposed(load(many))).id).toBe(proposal.id);
  expect(await counted()).toEqual({ on_roll: 23, late: 3, approved: 0 });
  expect(await seen(many[0]!)).toBe('unknown-credential');
  expect(await noticesOf()).toHaveLength(3);

  expect(await servers.office.approveProposal(claire, proposal.id)).toMatchObject({ kind: 'state-forbids' });
  expect(await approve(proposal)).toMatchObject({ ok: true, value: { state: 'approved' } });
  expect(await approve(proposal)).toMatchObject({ ok: false, kind: 'state-forbids' });
  expect(await seen(many[0]!)).toBe('unknown-credential');
  // Another file, a part of the file, and one line more are not what was approved.
  for (const file of [credentials(60), many.slice(1), [...many, ...credentials(1)], many.toReversed()]) {
    await proposed(load(file));
  }
  expect(await counted()).toEqual({ on_roll: 23, late: 3, approved: 0 });
  expect(await load(many, { reason: 'Nobody approved this reason' })).toMatchObject(loaded(60));
  expect(await seen(many[59]!)).toBe('claimed');
  expect(await counted()).toEqual({ on_roll: 83, late: 63, approved: 60 });
  const [act] = await servers.office.acts({ limit: 1, subject: LAW });
  expect(act).toMatchObject({
    action: 'roll.record',
    approvedBy: zoe.name,
    proposalId: proposal.id,
    reason: REASON,
  });
  expect((await noticesOf())[0]?.reason).toBe(REASON);
  expect((await noticesOf())[0]?.text.en).toBe(
    '60 voters were added to the roll after the vote was published.',
  );
  expect(await load(many, { reason: null })).toMatchObject(loaded(0));
  await proposed(load(credentials(1))); // What was added alone stays counted.
  const [report] = await rollReports(servers.store, servers.roll);
  expect(report).toMatchObject({ registered: 83, advice: undefined });
});

test('the command line loads a folder when its proposal is approved, and not before', async () => {
  const late = await servers.generate(20);
  const proposal = await proposed(servers.tryLoading({ reason: REASON }, late));
  expect(proposal.request).toMatchObject({
    credentials: '20',
    source: { kind: 'manifest', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
  });
  expect(proposal.inWords.en).toMatch(
    /^Add credentials to the published roll of law:L2025-001: 20\. SHA-256/,
  );
  expect(await counted()).toMatchObject({ on_roll: 20 });
  expect(await approve(proposal)).toMatchObject({ ok: true });
  expect(await servers.loadWith({ reason: REASON }, late)).toMatchObject({ added: 20, credentials: 40 });
  expect(await servers.load(late)).toMatchObject({ added: 0, credentials: 40 });
});

test('an approval is of no use to anybody else, after its time, and after the closing', async () => {
  const many = credentials(ALONE + 1);
  const later = await openOffice(() => Date.now() + LIFETIME_S * 1_000, 'scrutin_operator');
  servers.closeBefore(() => later.close());
  const late = await proposed(load(many));
  expect(await later.approveProposal(zoe, late.id)).toMatchObject({ ok: false, kind: 'state-forbids' });
  expect(await otherOffice().proposal(late.id)).toMatchObject({ state: 'expired' });

  const proposal = await proposed(load(many));
  expect(await approve(proposal)).toMatchObject({ ok: true });
  expect(await seen(many[0]!)).toBe('unknown-credential');
  const others = await proposed(
    loadRoll(
      {
        rollKey: LAW,
        scheme: 'hmac-sha256',
        credentials: many.length,
        origin: { kind: 'upload', credentials: many.length },
        entries: () => many.map((each) => ({ hash: each })),
      },
      { office: otherOffice(), roll: servers.roll, actor: zoe, reason: REASON },
    ),
  );
  expect(others.id).not.toBe(proposal.id);
  expect((await proposed(load(many, { office: later }))).id).not.toBe(proposal.id);
  expect(await counted()).toMatchObject({ late: 0 });

  await query(
    `UPDATE laws SET opens_at = now() - interval '2 hours', closes_at = now() - interval '1 minute'`,
  );
  expect(await servers.office.approveProposal(claire, others.id)).toMatchObject({
    ok: false,
    kind: 'state-forbids',
  });
  expect(await otherOffice().proposal(others.id)).toMatchObject({ state: 'void' });
});

test('a load that ends before it is on record is not visible, and one that ends after it is completed without approval', async () => {
  const many = credentials(ALONE + 1);
  const crashing = { ...servers.office, recordRoll: () => Promise.reject(new Error('killed')) };
  await expect(load(many, { office: crashing })).rejects.toThrow('killed');
  expect(await seen(many[0]!)).toBe('unknown-credential');
  // The database refuses at the end.
  const refusing = {
    ...servers.office,
    recordRoll: async (...given: Parameters<ElectionOffice['recordRoll']>) => {
      await query(`UPDATE approval_policy SET registering_above = 0`);
      return servers.office.recordRoll(...given);
    },
  };
  await proposed(load(many.slice(0, 1), { office: refusing }));
  expect(await seen(many[0]!)).toBe('unknown-credential');
  await approve(await proposed(load(many)));

  const redisGoes = adoptingBy(servers.roll, () => Promise.reject(new TransientError('Redis is away')));
  expect(await load(many, { roll: redisGoes })).toMatchObject({ ok: false, kind: 'incomplete' });
  expect(await counted()).toEqual({ on_roll: 24, late: 4, approved: 4 });
  expect(await seen(many[0]!)).toBe('roll-missing');
  expect(await load(many, { reason: null })).toMatchObject({ ok: true });
  expect(await seen(many[0]!)).toBe('claimed');
  expect(await counted()).toEqual({ on_roll: 24, late: 4, approved: 4 });
  expect(await noticesOf()).toHaveLength(1);
});

/** What the audit finds of late registrations. */
async function differences() {
  const url = await servers.database.urlFor('scrutin_auditor');
  const store = openAuditStore({ url, poolMax: 1, logger: silentLogger, applicationName: 'audit' });
  try {
    return (await store.actDifferences()).registrations.map(({ what, stored, on_record: onRecord }) => [
      what?.replace(/\d+/, 'N'),
      stored,
      onRecord,
    ]);
  } finally {
    await store.close();
  }
}

/** As the owner of the database, who can switch triggers off. */
async function forge(table: string, statement: string): Promise<void> {
  await query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await query(statement);
  await query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}

test('the audit finds additions without their act, without their approval, and without a count', async () => {
  const many = credentials(60);
  await load(credentials(ALONE));
  await approve(await proposed(load(many)));
  expect(await load(many)).toMatchObject(loaded(60));
  expect(await differences()).toEqual([]);
  const stricter = { ...(await servers.office.approvalPolicy()), registeringAbove: 0 };
  expect(await servers.office.changePolicy(claire, stricter, 'stricter')).toMatchObject({ ok: true });
  expect(await differences()).toEqual([]); // The policy of the time of the acts allowed them.

  await forge('rolls', `UPDATE rolls SET credentials = credentials + 60`);
  expect(await differences()).toEqual([['credentials', '143', '83']]);
  await forge('published_rolls', `UPDATE published_rolls SET late = late + 60`);
  expect(await differences()).toEqual([['late registrations', '123', '63']]);
  await forge('published_rolls', `UPDATE published_rolls SET late = late - 60`);
  await forge('rolls', `UPDATE rolls SET credentials = credentials - 60`);
  await forge(
    'admin_audit',
    `UPDATE admin_audit SET approved_by = NULL, proposal_id = NULL WHERE action = 'roll.record'`,
  );
  expect(await differences()).toEqual([
    ['act N, registered alone', '63', '3'],
    ['approved late registrations', '60', '0'],
  ]);
  await forge('admin_audit', `DELETE FROM admin_audit WHERE after #> '{late}' IS NOT NULL`);
  expect(await differences()).toEqual([
    ['approved late registrations', '60', '0'],
    ['late registrations', '63', '0'],
  ]);
  await forge('published_rolls', `DELETE FROM published_rolls`);
  expect(await differences()).toEqual([['credentials', '83', null]]);
});

test('letters that replace others are no late registrations', async () => {
  const [[nas, code]] = (await servers.letters(firstSet())) as [[string, string]];
  const pair = { credentialHash: Buffer.from(hash(nas, code, 'L2025-001')), replacedBy: randomBytes(32) };
  const dependencies = { office: servers.office, roll: servers.roll, actor: claire };
  const replaced = await replaceCredentials(LAW, [pair], { reason: 'Lost' }, dependencies);
  expect(replaced).toMatchObject({ ok: true });
  expect(await counted()).toEqual({ on_roll: 21, late: 0, approved: 0 });
  expect(await load(credentials(ALONE))).toMatchObject(loaded(ALONE));
  await proposed(load(credentials(1)));
  expect(await counted()).toEqual({ on_roll: 24, late: 3, approved: 0 });
});

test('a contest of one official has no such limit, but voters are told', async () => {
  await query('ALTER TABLE laws DISABLE TRIGGER approval_fixed');
  await query(`UPDATE laws SET approval = 'single-official'`);
  expect(await load(credentials(10))).toMatchObject(loaded(10));
  expect(await noticesOf()).toHaveLength(1);
  expect(await counted()).toEqual({ on_roll: 30, late: 10, approved: 0 });
});
