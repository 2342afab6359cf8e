import fc from 'fast-check';
import { readElectionVote, readLawVote } from './vote-body.ts';

const LAW = { nas: '123456782', code: 'A1B2C3', law_id: 'L2025-001', vote: 'oui' };
const BALLOT = {
  nas: '123456782',
  code: 'A1B2C3',
  election_id: 'PROV-2025',
  region_id: 'MONTREAL-NORD',
  candidate_id: 'roy-2',
  voting_method: 'ranked_choice',
  ranked_choices: ['roy-2', 'tremblay'],
};

const space = fc.string({
  unit: fc.constantFrom(
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\u00a0',
    '\u202f',
    '\u3000',
    '\ufeff',
    '\u200b',
    '\u00ad',
    '\u200e',
  ),
  maxLength: 3,
});
const hyphen = fc.constantFrom('-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212');
const around = (text: fc.Arbitrary<string>) => fc.tuple(space, text, space).map((parts) => parts.join(''));
const word = (text: string) => around(hyphen.map((dash) => text.replaceAll('-', dash)));
const anyCase = (text: string) =>
  fc.array(fc.boolean(), { minLength: text.length, maxLength: text.length }).map((upper) =>
    Array.from(text)
      .map((c, i) => (upper[i] === true ? c.toUpperCase() : c.toLowerCase()))
      .join(''),
  );
const apart = (text: string) =>
  fc
    .array(fc.oneof(space, hyphen, fc.constant('.')), { minLength: text.length, maxLength: text.length })
    .map((gaps) =>
      Array.from(text)
        .map((c, i) => c + (gaps[i] ?? ''))
        .join(''),
    )
    .filter((written) => written.length <= 64);

describe('a vote in the forms that people and programs write', () => {
  it('on a law is the same vote in every such form', () => {
    const written = fc.record({
      nas: apart(LAW.nas),
      code: anyCase(LAW.code).chain(apart),
      law_id: word(LAW.law_id),
      vote: around(anyCase(LAW.vote)),
    });
    fc.assert(
      fc.property(written, (body) => {
        expect(readLawVote(body)).toEqual({ ok: true, vote: LAW });
      }),
    );
  });

  it('in an election is the same vote in every such form', () => {
    const written = fc.record({
      nas: apart(BALLOT.nas),
      code: anyCase(BALLOT.code).chain(apart),
      election_id: word(BALLOT.election_id),
      region_id: word(BALLOT.region_id),
      candidate_id: word('roy-2'),
      voting_method: around(anyCase(BALLOT.voting_method)),
      ranked_choices: fc.tuple(word('roy-2'), word('tremblay')),
    });
    fc.assert(
      fc.property(written, (body) => {
        expect(readElectionVote(body)).toEqual({ ok: true, vote: BALLOT });
      }),
    );
  });

  it('is refused if it is a different word', () => {
    for (const vote of ['o ui', 'yes', 'oui.', 'oui non', '', 'ＯＵＩ', 'ouï']) {
      const read = readLawVote({ ...LAW, vote });
      expect(read.ok ? undefined : read.errors('en').map(({ field }) => field)).toEqual(['vote']);
    }
  });
});

describe('unknown members of a vote', () => {
  const errorsOf = (read: ReturnType<typeof readLawVote | typeof readElectionVote>) =>
    read.ok ? [] : read.errors('en');

  it('are ignored', () => {
    const more = { hash: 'x', lang: 'fr', comment: null, ['__proto__']: 1 };
    expect(readLawVote({ ...LAW, ...more, list: [1] })).toEqual({ ok: true, vote: LAW });
    expect(readElectionVote({ ...BALLOT, ...more, law_id: 'L1' })).toEqual({ ok: true, vote: BALLOT });
  });

  it.each(['Vote', 'VOTE', ' vote', 'vote\u200b', 'votes'])(
    'are refused if their name is nearly that of the vote: %j',
    (name) => {
      const errors = errorsOf(readLawVote({ ...LAW, [name]: 'non' }));
      expect(errors).toEqual([
        { field: 'vote', message: expect.stringContaining('nearly this name') as string },
      ]);
    },
  );

  it.each(['rankedChoices', 'ranked-choices', 'ranked_choice', 'Ranked_Choices'])(
    'are refused if their name is nearly that of the ranking: %s',
    (name) => {
      const { ranked_choices: ranked, ...rest } = BALLOT;
      const errors = errorsOf(readElectionVote({ ...rest, [name]: ranked }));
      expect(errors.map(({ field }) => field)).toEqual(['ranked_choices']);
    },
  );

  it('are refused in an election ballot if they contain a list, whatever their name', () => {
    const { ranked_choices: ranked, ...rest } = BALLOT;
    const errors = errorsOf(readElectionVote({ ...rest, preferences: ranked }));
    expect(errors).toEqual([{ field: '', message: expect.stringContaining('ranked_choices') as string }]);
  });

  it('are reported once, together with the field that they stand for', () => {
    const errors = errorsOf(readLawVote({ NAS: LAW.nas, code: LAW.code, law_id: LAW.law_id, vote: 'oui' }));
    expect(errors).toEqual([{ field: 'nas', message: expect.stringContaining('exact name') as string }]);
  });
});
