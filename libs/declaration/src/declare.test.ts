import type { DeclarationRecord } from './declaration-record.ts';
import { declare } from './declare.ts';
import type { OfficialDocument } from './document.ts';
import { documentText } from './document-text.ts';
import { act, APPROVED } from './fixture/counted-record.ts';
import { electionRecord, NAMES, THREE_RACES } from './fixture/election-record.ts';
import { lawRecord } from './fixture/law-record.ts';
import { isolated } from './isolated.ts';
import { FRENCH } from './words/french.ts';

/** The document as one line, so that line breaks do not matter. */
const flat = (document: OfficialDocument): string =>
  documentText(document).replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ');
const law = (language: 'fr' | 'en', record = lawRecord()): string => flat(declare(record, language));
const election = (language: 'fr' | 'en', record = electionRecord(THREE_RACES)): string =>
  flat(declare(record, language));

describe('the declaration of a law', () => {
  it('says the verdict, the figures, the quorum, the threshold and the turnout', () => {
    const en = law('en');
    expect(en).toContain('DECLARATION OF RESULTS');
    expect(en).toContain('Result ------ The law is adopted.');
    expect(en).toContain('Ballots: 125, of which 80 for, 40 against and 5 blank.');
    expect(en).toContain('Threshold: At least 2/3 of the valid votes');
    expect(en).toContain(
      'Quorum: 100 votes, blank ones included; 1/4 of the 298 voters on the roll; the larger',
    );
    expect(en).toContain('Public ballots: Everybody can count the ballots again');
    expect(en).toContain('Turnout: 41.95%');
    expect(en).toContain('Valid votes: 120 Blank votes: 5 Submissions rejected: 19');
    expect(en).toContain('- The voter has voted already Number: 7');
    const fr = law('fr');
    expect(fr).toContain('La loi est adoptée.');
    expect(fr).toContain('Seuil : Au moins 2/3 des votes valides');
    expect(fr).toContain('Participation : 41,95 %');
    expect(fr).toContain('Envois rejetés : 19');
  });

  it('says when voting took place and what changed, in the zone of the contest beside UTC', () => {
    const en = law('en');
    expect(en).toContain('Opening: 5 October 2026 at 08:00 (America/Toronto), 12:00 UTC');
    expect(en).toContain('Closing: 5 October 2026 at 20:00 (America/Toronto), 6 October 2026 at 00:00 UTC');
    expect(en).toContain('Change: Closing put off.');
    expect(en).toContain('Reason: snow storm');
    expect(law('fr')).toContain('Certifié : 6 octobre 2026 à 15 h 05 min 07 s (America/Toronto)');
  });

  it('says who was on the roll, and what was replaced and revoked, by whom and why', () => {
    const en = law('en');
    expect(en).toContain(
      'Letters issued: 300 Replaced by another letter: 1 Revoked: 1 Voters on the roll: 298',
    );
    expect(en).toContain(
      'Letters replaced. Letters replaced: 1. Letters issued in total: 300. Reason: letter lost in the mail By: marie.roy@',
    );
    expect(en).toContain('Letters revoked. Letters revoked: 1. Reason: died');
    expect(law('en', { ...lawRecord(), roll: undefined })).toContain('There is no roll.');
  });

  it('says what a load of the roll added, apart from the total', () => {
    const load = (id: number, before: unknown, credentials: string, edition: string) =>
      act(id, 'roll.record', 'law:EAU-2026', { before, after: { credentials, edition } });
    const record = {
      ...lawRecord(),
      acts: [
        load(1, undefined, '40', 'a'),
        load(2, { credentials: '40', edition: 'a' }, '45', 'b'),
        load(3, { credentials: '45', edition: 'b' }, '105', 'b'),
      ],
    };
    const en = law('en', record);
    expect(en).toContain('Roll put on record. Letters issued in total: 40. By');
    expect(en).toContain(
      'Letters issued in total: 45. Letters of the roll before, which this one replaces: 40.',
    );
    expect(en.match(/Letters added: 60\. Letters issued in total: 105\./g)).toHaveLength(2);
    const fr = law('fr', record);
    expect(fr.match(/Lettres ajoutées : 60\. Lettres émises en tout : 105\./g)).toHaveLength(2);
    expect(fr).toContain('Lettres de la liste précédente, que celle-ci remplace : 40.');
  });

  it('says with each change of the roll who proposed and who approved it, and speaks of the window apart', () => {
    const after = { credentials: '315', edition: 'a' };
    const before = { credentials: '300', edition: 'a' };
    const record = {
      ...lawRecord(),
      acts: [
        act(1, 'roll.record', 'law:EAU-2026', { before, after, ...APPROVED }),
        act(2, 'roll.revoke', 'law:EAU-2026', { by: 'command line: root', after: { revoked: '1' } }),
      ],
    };
    const fr = law('fr', record);
    expect(fr.match(/Approuvé par jean\.fortin@/g)?.length).toBeGreaterThanOrEqual(2);
    expect(fr).not.toContain('command line');
    expect(fr).toContain('Ni la période de vote ni les candidatures n’ont changé après la publication.');
  });

  it('says how many letters were replaced and revoked', () => {
    const record = {
      ...lawRecord(),
      acts: [
        act(1, 'roll.replace', 'law:EAU-2026', { after: { replaced: '7', credentials: '107' } }),
        act(2, 'roll.revoke', 'law:EAU-2026', { after: { revoked: '3' } }),
        act(3, 'roll.load', 'law:EAU-2026', { after: { credentials: '9' } }),
      ],
    };
    const en = law('en', record);
    expect(en).toMatch(/7\b[^\n]*107/);
    expect(en).toMatch(/revoked[^\n]*3\b/i);
    expect(en).not.toMatch(/issued in total: 9\b/);
  });

  it('says in its language why a proposal became void', () => {
    const because = { fr: 'Le scrutin est clos.', en: 'The contest is closed.' };
    const after = { action: 'roll.revoke', because, proposedBy: 'command line: lea' };
    const given = { reason: `${because.fr} / ${because.en}`, after };
    const record = { ...lawRecord(), acts: [act(1, 'proposal.void', 'law:EAU-2026', given)] };
    const [en, fr] = [law('en', record), law('fr', record)];
    expect(en).toContain('Reason: The contest is closed.');
    expect(en).not.toContain(because.fr);
    expect(fr).toContain('Motif : Le scrutin est clos.');
    expect(fr).not.toContain(because.en);
    expect(en).toContain('By: Proposed by command line: lea. Found when marie.roy@elections.example wanted');
    expect(fr).toContain(
      'Proposé par ligne de commande : lea. Constaté quand marie.roy@elections.example voulait',
    );
    const unknown = { ...record, acts: [act(1, 'proposal.void', 'law:EAU-2026', { after: { because } })] };
    expect(law('en', unknown)).toContain('By: Found when');
  });

  it('has every published count, which one stands, and the digests', () => {
    const en = law('en');
    expect(en).toContain('Count c-0 Status: Replaced later');
    expect(en).toContain('Count c-1 Status: This count stands');
    expect(en).toContain('Reason: eight ballots came late');
    expect(en).toMatch(/Ballots of law:EAU-2026 SHA-256: 9f86d081/);
    expect(en).toMatch(/Count of law:EAU-2026 that stands SHA-256: 8f86d081/);
  });

  it('has the acts after the publication with who proposed and approved them, and no others', () => {
    const en = law('en');
    expect(en).toContain('before its publication: 2. They are in the record of acts, and not here.');
    expect(en).toContain('Act: Published and scheduled. Opening:');
    expect(en).toContain(
      'Proposed by marie.roy@elections.example on 5 October 2026 at 08:00 (America/Toronto), 12:00 UTC.',
    );
    expect(en).toContain('Approved by jean.fortin@elections.example.');
    expect(en).toContain('Proposal refused. Proposed act: Closed early. Reason: too early');
    expect(en).toContain('Public notice. The office is open.');
    expect(en).toContain('Claims without a counted vote released. Claims released: 3.');
    expect(en).toContain('Difference of the ledger explained. law:EAU-2026. Votes: 2. Reason: queue deleted');
    expect(en).toContain('Counted. law:EAU-2026. Count c-1, of 125 ballots.');
    expect(en).toContain('something.new');
    expect(en).not.toContain('Act: Created.');
    expect(en).not.toContain('roll.load');
  });

  it('has places for the signatures of two officials and two witnesses', () => {
    const signatures = declare(lawRecord(), 'en').blocks.find(({ kind }) => kind === 'signatures');
    expect(signatures).toMatchObject({
      places: [
        { role: 'Returning officer', onRecord: undefined },
        { role: 'Official who proposed the certification', onRecord: 'marie.roy@elections.example' },
        { role: 'Official who approved the certification', onRecord: 'jean.fortin@elections.example' },
        { role: 'Witness', onRecord: undefined },
        { role: 'Witness' },
      ],
    });
    expect(law('en')).toContain(
      'Official who proposed the certification (marie.roy@elections.example) Name: ____',
    );
  });

  it('names the command line in its language, and who certified a result alone', () => {
    const { certification, ...record } = lawRecord();
    const alone = { ...certification!, by: 'command line: root', approvedBy: undefined };
    const given = { by: 'command line: root', approvedBy: 'command line: zoe', proposedAtMs: 0 };
    const acts = [
      act(1, 'law.close', 'law:EAU-2026', given),
      act(2, 'proposal.expire', 'law:EAU-2026', { by: 'expiry' }),
    ];
    const fr = law('fr', { ...record, certification: alone, acts });
    expect(fr).not.toMatch(/command line|expiry/);
    expect(fr).toContain('Par : ligne de commande : root Résultat');
    expect(fr).toContain('Approuvé par ligne de commande : zoe.');
    expect(fr).toContain('Par : expiration du délai');
    expect(fr).toContain('Responsable qui a certifié le résultat (ligne de commande : root)');
    expect(fr).toContain('Deuxième responsable Nom');
    expect(law('en', { ...record, certification: alone, acts })).toContain('By: expiry');
  });

  it('tells other rules and verdicts', () => {
    const plain = { quorumVotes: undefined, quorumShare: undefined, threshold: undefined } as const;
    const majority = law(
      'en',
      lawRecord({ ...plain, approval: 'single-official', summary: { fr: '', en: '' } }),
    );
    expect(majority).toContain('Threshold: More votes for than against; a tie does not adopt the law');
    expect(majority).toContain('Quorum: None');
    expect(majority).not.toContain('Subject:');
    expect(law('fr', lawRecord({ ...plain, thresholdBase: 'cast' }))).toContain(
      'Seuil : Plus de la moitié des bulletins, blancs compris',
    );
    expect(law('fr', lawRecord({ quorumVotes: 500n }))).toContain('Le quorum n’est pas atteint');
  });
});

describe('the declaration of an election', () => {
  it('says who is elected in each race, and shows the votes and every round', () => {
    const en = election('en');
    expect(en).toContain('- District NORD Elected: Łukasz Côté-Œuvray Vacant seats: 0');
    expect(en).toContain('- Claire Roy Party: Green Party Votes: 40 Share: 43.96% Outcome: Not elected');
    expect(en).toContain('- Łukasz Côté-Œuvray Party: Independent Votes: 40 Share: 43.96% Outcome: Elected');
    expect(en).toContain('Votes in rounds 1 to 4');
    expect(en).toContain('Votes in rounds 1 to 5');
    expect(en).toContain('Votes in rounds 6 to 8');
    expect(en).toContain('- Inactive votes Round 1: 3');
    expect(en).toContain('Votes for a candidate: 209 Blank votes: 3');
    expect(en).toMatch(/Round 1\. 53\.00000 votes are needed|Round 1\. 53 votes are needed/);
    expect(election('fr')).toContain('Issue : Obtient un siège');
  });

  it('tells every lot: who was tied, how it was drawn, by whom, and who saw it', () => {
    expect(election('en')).toContain(
      'Lot 1 Drawn for: Who is elected Tied: Claire Roy, Łukasz Côté-Œuvray ' +
        'Order drawn: Łukasz Côté-Œuvray, Claire Roy How it was drawn: slips of paper in a hat ' +
        'Drawn by: Marie Roy Witnesses: Jean Fortin, Lise Hardy',
    );
    expect(election('fr')).toContain('Il n’y a pas eu de tirage au sort.');
  });

  it('tells withdrawals and those taken back, with their reasons', () => {
    const en = election('en');
    expect(en).toContain('Łukasz Côté-Œuvray ceases to be a candidate on 5 October 2026');
    expect(en).toContain(`The withdrawal of ${isolated('الهدى')} is taken back. Reason: a mistake`);
    expect(en).toContain('Candidate changed. Côté-Œuvray.');
    expect(en).toContain('Race configured. election:MUNI-26:NORD.');
  });

  it('tells the votes that it was certified without, and why', () => {
    const en = election('en');
    expect(en).toContain(
      'Accepted votes of election:MUNI-26:NORD that were neither counted nor rejected: 1.',
    );
    expect(en).toContain('Votes of election:MUNI-26:EST that were settled without having been received: 2.');
    expect(en).toContain('Votes whose receipts are missing, so that their contest is not known: 3.');
    expect(en).toContain('Ingestion processes that had not reported');
    expect(en).toContain('Reason given for the certification without them: one message is unreadable');
  });

  it('says that every vote was counted or rejected only if nobody had to explain one', () => {
    const explained = (...acts: readonly (readonly [subject: string, votes: number])[]) => ({
      ...lawRecord(),
      acts: [
        ...lawRecord().acts.filter(({ action }) => action !== 'ledger.explain'),
        ...acts.map(([subject, votes], i) =>
          act(40 + i, 'ledger.explain', subject, { reason: 'queue deleted', after: { votes } }),
        ),
      ],
    });
    const every = 'Every accepted vote was counted or rejected before the certification.';
    expect(law('en', explained())).toContain(every);
    expect(law('en', explained(['law:EAU-2026', 4], ['law:EAU-2026', -4]))).toContain(every);
    const lost = law('en', explained(['law:EAU-2026', 40], ['law:EAU-2026', -2], ['ledger', 3]));
    expect(lost).not.toContain(every);
    expect(lost).toContain('neither counted nor rejected, and that an official explained: 38.');
    expect(lost).toContain('their contest is not known, and that an official explained: 3.');
    const surplus = law('fr', explained(['law:EAU-2026', -5]));
    expect(surplus).toContain('traités sans avoir été reçus, et qu’une autorité a expliqués : 5.');
    const both = law('en', {
      ...explained(['law:EAU-2026', 7]),
      certification: electionRecord(THREE_RACES).certification,
    });
    expect(both).toContain('an official explained: 7.');
    expect(both).toContain('Reason given for the certification without them');
  });

  it('keeps names that are written from right to left apart from the figures beside them', () => {
    const text = documentText(declare(electionRecord(THREE_RACES), 'en'));
    expect(text).toContain('- \u2068نور الهدى\u2069');
    expect(text).toContain('\u2068דוד כהן\u2069');
    expect(text).toContain('小明 李');
    expect(isolated('Cher')).toBe('Cher');
  });

  it.each([
    ['plurality:order=c1/c0', 'by an order drawn beforehand', 'par un ordre tiré d’avance'],
    ['irv:ties=lot,majorityOf=first-round', 'active in the first round', 'actives au premier tour'],
    ['referendum:proposal=c0', 'compared with the threshold', 'En cas d’égalité, la loi n’est pas adoptée'],
    ['referendum:proposal=c0', 'A tie does not adopt the law', 'sont comparés au seuil'],
    ['wigm-prf', 'Reference WIGM Rule', 'règle de référence WIGM'],
    ['meek-prf:order=c0/c1', 'Reference Meek Rule', 'la méthode de Meek'],
    ['rctab', 'By the mode useCandidateOrder of RCTab', 'Selon le mode useCandidateOrder de RCTab'],
  ])('puts the rules %s into words', (ruleSet, en, fr) => {
    const race = {
      regionId: 'X',
      ruleSet,
      seats: 1,
      names: NAMES.slice(0, 2),
      ballots: [[[0], 2n]],
    } as const;
    expect(election('en', electionRecord([race])).toLowerCase()).toContain(en.toLowerCase());
    expect(election('fr', electionRecord([race])).toLowerCase()).toContain(fr.toLowerCase());
  });

  it('tells a race without a contest, with a vacant seat, and one without a published count', () => {
    const alone = { regionId: 'X', ruleSet: 'irv', seats: 2, names: NAMES.slice(0, 1), ballots: [] };
    const nobody = { ...alone, regionId: 'Y', names: [] };
    const record = electionRecord([alone, nobody]);
    const en = election('en', record);
    expect(en).toContain('Elected: Claire Roy (unopposed, by acclamation) Vacant seats: 1');
    expect(en).toContain('- District Y Elected: Nobody Vacant seats: 2');
    expect(en).toContain('Outcome: Elected by acclamation');
    const contests = record.contests.map((contest) => ({
      ...contest,
      publications: [],
      standing: undefined,
    }));
    const draft = election('en', { ...record, contests, certification: undefined, acts: [] });
    expect(draft).toContain('No count is published.');
  });
});

describe('every declaration', () => {
  const draftOf = (record: DeclarationRecord): DeclarationRecord => ({ ...record, certification: undefined });

  it('says on every page that it is a draft or of a rehearsal, and a draft is not signed', () => {
    expect(declare(lawRecord(), 'en').marks).toEqual([]);
    const rehearsal = lawRecord({ purpose: 'rehearsal' });
    expect(declare(rehearsal, 'en').marks).toEqual(['REHEARSAL: no real vote, and no effect']);
    const draft = declare(draftOf(rehearsal), 'fr');
    expect(draft.marks).toHaveLength(2);
    expect(draft.blocks.some(({ kind }) => kind === 'signatures')).toBe(false);
    expect(flat(draft)).toContain('*** BROUILLON : le résultat n’est pas certifié ***');
    expect(flat(draft)).toContain('Certifié : Non certifié');
    expect(draft.title).toContain('(brouillon)');
  });

  it('is dated by the certification, or by the last act, and by no clock', () => {
    const record = lawRecord();
    expect(declare(record, 'fr').dateMs).toBe(record.certification?.atMs);
    expect(declare(draftOf(record), 'fr').dateMs).toBe(record.acts.at(-1)?.atMs);
    expect(declare({ ...draftOf(record), acts: [] }, 'fr').dateMs).toBe(record.subject.window.closesAtMs);
  });

  it('is the same for the same record, and another one if a figure changes', () => {
    const text = (record: DeclarationRecord): string => documentText(declare(record, 'fr'));
    const record = lawRecord();
    const [contest] = record.contests;
    expect(text(lawRecord())).toBe(text(record));
    const changed = { ...record, contests: [{ ...contest!, counted: 126n }] };
    expect(text(changed)).not.toBe(text(record));
  });

  it('has French spaces before its punctuation', () => {
    const texts: string[] = [];
    const collect = (value: unknown): void => {
      if (typeof value === 'string') texts.push(value);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    };
    collect(FRENCH);
    collect([FRENCH.window.windowIs('a', 'b'), FRENCH.acts.note('1'), FRENCH.acts.about('a')]);
    expect(texts.length).toBeGreaterThan(150);
    expect(texts.filter((text) => / [:;!?%]/.test(text))).toEqual([]);
  });
});
