import pg from 'pg';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { law } from '@scrutin/testkit/ballot-store';
import {
  ACTOR,
  DAY_MS,
  done,
  election,
  HOUR_MS,
  readyElection,
  refusal,
  useOffice,
} from '@scrutin/testkit/election-office';

const { database, office, clock } = useOffice();
const { opensAtMs, closesAtMs } = election('any').window;
const reason = 'the bridge is closed';

test('every act that changes what voters were told gives notice of it, with its reason', async () => {
  await readyElection(office, 'TOLD', ['RA', 'RB']);
  const subject = electionRollKey('TOLD');
  await done(office.changeElection(ACTOR, 'TOLD', { name: { fr: 'Brouillon', en: 'Draft' } }));
  await done(office.step(ACTOR, subject, { step: 'schedule' }));
  expect(await office.notices(subject)).toEqual([]); // nobody knew of the draft

  await done(office.changeElection(ACTOR, 'TOLD', { name: { fr: 'Élection', en: 'Election' } }));
  await done(office.changeElection(ACTOR, 'TOLD', { resultsVisibility: 'live' }));
  const alice = { electionId: 'TOLD', regionId: 'RA', id: 'alice' };
  await done(office.changeCandidate(ACTOR, alice, { bio: { fr: 'Autre', en: 'Other' } }));
  await done(office.withdrawCandidate(ACTOR, alice, reason));
  await done(office.step(ACTOR, subject, { step: 'open', reason: 'All is ready' }));
  const later = closesAtMs + DAY_MS;
  await done(office.step(ACTOR, subject, { step: 'extend', reason, closesAtMs: later }));
  clock.nowMs = opensAtMs;
  await done(office.step(ACTOR, subject, { step: 'close', reason }));

  const told = (await office.notices(subject)).reverse();
  expect(told.map(({ kind, regionId, reason: why }) => [kind, regionId, why])).toEqual([
    ['texts-changed', undefined, undefined],
    ['visibility-changed', undefined, undefined],
    ['texts-changed', 'RA', undefined],
    ['candidate-withdrawn', 'RA', reason],
    ['opened-early', undefined, 'All is ready'],
    ['extended', undefined, reason],
    ['closed-early', undefined, reason],
  ]);
  expect(told[3]?.text).toEqual({
    fr: 'Candidature retirée\u00a0: Ève Tremblay alice, le 1er octobre 2025 à 12\u00a0h\u00a000\u00a0min\u00a005\u00a0s UTC.',
    en: expect.stringMatching(/ceases to be a candidate on 1 October 2025 at 12:00:05 UTC/) as string,
  });
  expect(told[5]?.text.en).toBe(
    'The closing of the voting is put off: it is on 3 October 2025 at 13:00 UTC.',
  );
  expect(told.every(({ purpose }) => purpose === 'real')).toBe(true);
});

test('an official gives notice of something in both languages, and only of a contest that voters know', async () => {
  const subject = lawRollKey('SAID');
  const text = { fr: 'Le bureau ferme à midi.', en: 'The office closes at noon.' };
  expect(await office.publishStatement(ACTOR, subject, text)).toEqual(refusal('not-found'));
  const window = { opensAtMs: opensAtMs + HOUR_MS, closesAtMs };
  await done(office.createLaw(ACTOR, law('SAID', { window, purpose: 'rehearsal' })));
  expect(await office.publishStatement(ACTOR, subject, text)).toEqual(refusal('state-forbids', /draft/));
  await done(office.recordRoll(ACTOR, subject, { credentials: 1, buckets: 1, scheme: 'sha256' }));
  await done(office.step(ACTOR, subject, { step: 'schedule' }));
  expect(await office.publishStatement(ACTOR, subject, { ...text, fr: ' ' })).toEqual(
    refusal('invalid', /French text of the notice must not be empty/),
  );
  await done(office.publishStatement(ACTOR, subject, text));
  expect(await office.notices(subject)).toMatchObject([{ kind: 'statement', text, purpose: 'rehearsal' }]);
  expect(await office.acts({ limit: 1 })).toMatchObject([{ action: 'law.notice', subject, after: { text } }]);
});

test('voters are told of another question before the opening, and it is fixed from then on', async () => {
  const subject = lawRollKey('ASKED');
  // The database looks at its own clock as well.
  const opening = Date.now() + DAY_MS;
  const window = { opensAtMs: opening, closesAtMs: opening + DAY_MS };
  await done(office.createLaw(ACTOR, law('ASKED', { window, purpose: 'rehearsal' })));
  await done(office.recordRoll(ACTOR, subject, { credentials: 1, buckets: 1, scheme: 'sha256' }));
  await done(office.step(ACTOR, subject, { step: 'schedule' }));
  const changes = { title: { fr: 'Autre question', en: 'Another question' } };
  await done(office.changeLaw(ACTOR, 'ASKED', changes));
  expect(await office.notices(subject)).toMatchObject([{ kind: 'texts-changed' }]);
  const { resultsVisibility } = await done(office.changeLaw(ACTOR, 'ASKED', {}));
  const shown = { resultsVisibility: resultsVisibility === 'live' ? 'after-closing' : 'live' } as const;
  await done(office.changeLaw(ACTOR, 'ASKED', shown));
  await done(office.changeLaw(ACTOR, 'ASKED', shown)); // the same again is no change
  expect(await office.notices(subject)).toMatchObject([
    { kind: 'visibility-changed' },
    { kind: 'texts-changed' },
  ]);
  const nowMs = clock.nowMs;
  clock.nowMs = opening;
  for (const later of [{ title: { fr: 'X', en: 'X' } }, { summary: { fr: 'X', en: 'X' } }])
    expect(await office.changeLaw(ACTOR, 'ASKED', later)).toEqual(
      refusal('state-forbids', /open, its title and summary may not be changed/),
    );
  await done(office.changeLaw(ACTOR, 'ASKED', changes)); // the same again is no change
  clock.nowMs = nowMs;
});

test('a notice is neither changed nor removed, and none is written without an act', async () => {
  const owner = new pg.Client(database.url);
  await owner.connect();
  const admin = new pg.Client(await database.urlFor('scrutin_admin'));
  await admin.connect();
  const writing = `INSERT INTO notices (roll_key, purpose, kind, text_fr, text_en)
    VALUES ('election:TOLD', 'real', 'statement', 'x', 'x')`;
  try {
    await expect(admin.query(writing)).rejects.toMatchObject({ code: '23000' });
    for (const statement of [`UPDATE notices SET text_fr = 'x'`, 'DELETE FROM notices', 'TRUNCATE notices']) {
      await expect(owner.query(statement)).rejects.toMatchObject({ code: '23000' });
      await expect(admin.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
    const forged = writing
      .replace('(roll_key', '(at, roll_key')
      .replace('VALUES (', "VALUES ('2000-01-01', ");
    await owner.query(forged);
    const { rows } = await owner.query(`SELECT FROM notices WHERE at < now() - interval '1 day'`);
    expect(rows).toEqual([]);
  } finally {
    await owner.end();
    await admin.end();
  }
});

test('no act and no login makes a real contest a rehearsal, or the other way round', async () => {
  await done(office.createElection(ACTOR, election('FOREVER')));
  await done(office.createLaw(ACTOR, law('FOREVER', { purpose: 'rehearsal' })));
  await done(office.changeLaw(ACTOR, 'FOREVER', { purpose: 'real', title: { fr: 'F', en: 'E' } } as object));
  expect(await office.law('FOREVER')).toMatchObject({ title: { fr: 'F' }, purpose: 'rehearsal' });
  for (const url of [
    database.url,
    await database.urlFor('scrutin_admin'),
    await database.urlFor('scrutin_operator'),
  ]) {
    const client = new pg.Client(url);
    await client.connect();
    await expect(
      client.query(`UPDATE elections SET purpose = 'rehearsal' WHERE id = 'FOREVER'`),
    ).rejects.toMatchObject({ code: '23000', message: expect.stringMatching(/is real for ever/) as string });
    await expect(client.query(`UPDATE laws SET purpose = 'real' WHERE id = 'FOREVER'`)).rejects.toMatchObject(
      {
        code: '23000',
      },
    );
    await client.end();
  }
});
