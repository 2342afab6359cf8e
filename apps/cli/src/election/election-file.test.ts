import { readFileSync } from 'node:fs';
import path from 'node:path';
import { candidateName } from '@scrutin/election';
import { contestOfSelections, parseRuleSet, tabulate } from '@scrutin/tabulation';
import { definitionOf, fileOf } from './election-definition.ts';
import type { ElectionFile } from './election-file.ts';
import { readElectionFile } from './election-file.ts';
import { fileProblems } from './file-problems.ts';

const EXAMPLE = readFileSync(path.join(import.meta.dirname, '../../examples/prov-2025.json'), 'utf8');

const bytes = (text: string) => new TextEncoder().encode(text);

function read(text: string): ElectionFile {
  const reading = readElectionFile(bytes(text));
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.file;
}

/** The problems of the example with this change. */
function problemsOf(change: (file: Draft) => void): readonly string[] {
  const file = JSON.parse(EXAMPLE) as Draft;
  change(file);
  const reading = readElectionFile(bytes(JSON.stringify(file)));
  return reading.ok ? fileProblems(reading.file) : reading.problems;
}

interface Draft {
  format: string;
  parties: Record<string, unknown>[];
  election: Record<string, unknown>;
  races: { candidates: Record<string, unknown>[]; [field: string]: unknown }[];
}

/** The race in the example whose rule is irv. */
const ranked = (file: Draft) => file.races[5]!;

describe('the example', () => {
  const { election, regions, parties, races } = definitionOf(read(EXAMPLE));

  it('is the demonstration election: six regions, six parties, four single choices and two rankings', () => {
    expect(election).toMatchObject({ id: 'PROV-2025', type: 'provincial', resultsVisibility: 'live' });
    expect(regions.map(({ id }) => id).toSorted()).toEqual([
      'ABITIBI-EST',
      'ABITIBI-OUEST',
      'MONTREAL-CENTRE',
      'MONTREAL-NORD',
      'QUEBEC-CENTRE',
      'SHERBROOKE',
    ]);
    expect(parties.map(({ code, color }) => `${code} ${color}`)).toEqual([
      'CAQ #00A5E0',
      'PLQ #ED1B2F',
      'PQ #004B8D',
      'QS #FF5605',
      'PCQ #0C3B8D',
      'IND #808080',
    ]);
    const ranked = races.filter(({ method }) => method === 'ranked_choice');
    expect(ranked.map(({ regionId, ruleSet, seats }) => [regionId, ruleSet, seats])).toEqual([
      ['MONTREAL-CENTRE', 'scottish-stv-2011', 3],
      ['SHERBROOKE', 'irv', 1],
    ]);
    expect(races).toHaveLength(6);
  });

  it('can be counted in every race, and has a text about every candidate in both languages', () => {
    for (const { candidates, ruleSet, seats } of races) {
      const reading = parseRuleSet(ruleSet);
      if (!reading.ok) throw new Error(reading.problem);
      const standing = candidates.map((candidate) => ({ id: candidate.id, name: candidateName(candidate) }));
      const ballots = candidates.map(({ id }, i) => ({ selection: id, ballots: BigInt(100 + i * i) }));
      expect(tabulate(contestOfSelections(standing, ballots, seats), reading.rules).status).toBe('complete');
      for (const { bio, promises } of candidates) {
        for (const text of [bio.fr, bio.en, promises.fr, promises.en]) expect(text).not.toBe('');
      }
    }
  });
});

describe('a file', () => {
  it('that does not say when results are public withholds them until the closing', () => {
    const file = JSON.parse(EXAMPLE) as Draft;
    delete file.election['results_visibility'];
    expect(read(JSON.stringify(file)).election.results_visibility).toBe('after-closing');
  });

  it('that is correct has no problem', () => {
    expect(problemsOf(() => undefined)).toEqual([]);
  });

  it('in a zone that does not exist has this one problem, whatever its times without an offset are', () => {
    const problems = problemsOf((file) => {
      file.election['time_zone'] = 'Toronto';
      file.election['opens_at'] = '2030-10-07T08:00';
      file.election['closes_at'] = '2030-10-07T20:00';
    });
    expect(problems).toEqual([expect.stringMatching(/^election\.time_zone: /)]);
  });

  it.each<[string, (file: Draft) => void, string]>([
    ['of another format', (file) => (file.format = 'x'), 'format: '],
    [
      'with a field it cannot have',
      (file) => (file.election['seats'] = 1),
      'election.seats: This field is not known here',
    ],
    [
      'at a time that the clocks of its zone jump over',
      (file) => {
        file.election['time_zone'] = 'America/Toronto';
        file.election['opens_at'] = '2030-03-10T02:30';
      },
      'election.opens_at: The clocks jump over this time',
    ],
    [
      'in a zone that does not exist',
      (file) => (file.election['time_zone'] = 'Toronto'),
      'election.time_zone: The time zone must be a name of the IANA database',
    ],
    [
      'that closes before it opens',
      (file) => (file.election['closes_at'] = '2029-01-01T00:00Z'),
      'election.closes_at: The closing must be after the opening.',
    ],
    [
      'with an unknown rule set',
      (file) => (file.races[2]!['rule_set'] = 'irv:x=1'),
      'races[2].rule_set: The rule set cannot be read: x: not an option of irv',
    ],
    [
      'with a candidate twice',
      (file) => (file.races[0]!.candidates[3]!['id'] = 'brumelac'),
      'races[0].candidates[3].id: brumelac is there twice',
    ],
    [
      'with a party of nobody',
      (file) => (file.races[0]!.candidates[1]!['party_code'] = 'NONE'),
      'races[0].candidates[1].party_code: NONE is not among the parties',
    ],
    [
      'with a region of nobody',
      (file) => (file.races[1]!['region_id'] = 'NONE'),
      'races[1].region_id: NONE is not among the regions',
    ],
    [
      'with ranks of a single choice',
      (file) => (file.races[0]!['max_ranks'] = 2),
      'races[0].max_ranks: A single choice has one rank.',
    ],
    [
      'with another colour',
      (file) => (file.parties[5]!['color'] = 'grey'),
      'parties[5].color: The colour must be # and six hexadecimal digits.',
    ],
    [
      'with a photo that is a script',
      (file) => (file.races[0]!.candidates[0]!['photo_url'] = 'javascript:alert(1)'),
      'races[0].candidates[0].photo_url: ',
    ],
    [
      'with a ranking of one rank',
      (file) => (ranked(file)['max_ranks'] = 1),
      'races[5].max_ranks: A ranking has at least two ranks.',
    ],
    [
      'with two seats where the rules fill one',
      (file) => (ranked(file)['seats'] = 2),
      'races[5].seats: This rule set fills exactly one seat.',
    ],
    ['with half a seat', (file) => (file.races[0]!['seats'] = 0.5), 'races[0].seats: The number of seats'],
    [
      'with a rule set of another method',
      (file) => (file.races[0]!['rule_set'] = 'irv'),
      'races[0].rule_set: A single choice is counted by plurality',
    ],
    [
      'with rankings that are too long',
      (file) => {
        for (const candidate of ranked(file).candidates)
          candidate['id'] = `${String(candidate['id'])}-`.padEnd(50, 'x');
        ranked(file).candidates.push(
          ...Array.from({ length: 60 }, (_, i) => ({
            ...ranked(file).candidates[0],
            id: `${i}-`.padEnd(50, 'x'),
          })),
        );
        ranked(file)['max_ranks'] = 60;
      },
      'races[5].max_ranks: The longest ranking of 60 of these candidates',
    ],
    [
      'with an identifier that begins with another character',
      (file) => (file.election['id'] = '__proto__'),
      'election.id: The election must be 1 to 50 of A-Z a-z 0-9 . _ - and begin with a letter or a digit.',
    ],
    [
      'with a name of nothing',
      (file) => (file.races[0]!.candidates[0]!['last_name'] = '  '),
      'races[0].candidates[0].last_name: The last name must not be empty.',
    ],
    [
      'with half of a surrogate pair',
      (file) => (file.parties[1]!['name'] = { fr: 'Parti \ud800', en: 'Party' }),
      'parties[1].name.fr: The French name ',
    ],
    [
      'with half of a surrogate pair in a text',
      (file) => (file.races[1]!.candidates[0]!['bio'] = { fr: 'a', en: '\udc00b' }),
      'races[1].candidates[0].bio.en: The English biography ',
    ],
    [
      'of a day that no year has',
      (file) => (file.election['opens_at'] = '2030-02-30T08:00-05:00'),
      'election.opens_at: There is no such day. Write the instant with its offset from UTC, e.g. 2030-10-07T08:00-04:00',
    ],
  ])('%s is refused with the path of the wrong value', (_name, change, problem) => {
    expect(problemsOf(change)).toEqual([expect.stringContaining(problem) as string]);
  });

  it('names every problem at once', () => {
    const problems = problemsOf((file) => {
      file.election['type'] = 'royal';
      delete file.races[0]!.candidates[0]!['last_name'];
    });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'election.type',
      'races[0].candidates[0].last_name',
    ]);
  });

  it('names all wrong values together, with their paths in the file', () => {
    const problems = problemsOf((file) => {
      ranked(file)['max_ranks'] = 1;
      ranked(file)['seats'] = 2;
      ranked(file)['region_id'] = 'NOWHERE';
      file.races[0]!['rule_set'] = 'borda';
      file.parties[0]!['color'] = 'blue';
      file.election['closes_at'] = file.election['opens_at'];
      file.races[0]!.candidates[1]!['party_code'] = 'NONE';
      file.races[0]!.candidates[3]!['id'] = file.races[0]!.candidates[2]!['id'];
    });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'parties[0].color',
      'election.closes_at',
      'races[0].rule_set',
      'races[0].candidates[1].party_code',
      'races[0].candidates[3].id',
      'races[5].region_id',
      'races[5].max_ranks',
      'races[5].seats',
    ]);
  });

  it('may begin with a byte order mark, and is UTF-8', () => {
    expect(readElectionFile(bytes(`\uFEFF${EXAMPLE}`))).toMatchObject({ ok: true });
    expect(readElectionFile(Buffer.from(EXAMPLE, 'latin1'))).toEqual({
      ok: false,
      problems: [expect.stringMatching(/^not UTF-8 \(line \d+, column \d+\): save it in that encoding$/)],
    });
  });

  it('may be in UTF-16 with its mark, and have any line ends', () => {
    expect(readElectionFile(Buffer.from(`\uFEFF${EXAMPLE}`, 'utf16le'))).toMatchObject({ ok: true });
    for (const end of ['\r\n', '\r']) {
      expect(readElectionFile(bytes(EXAMPLE.replaceAll('\n', end)))).toMatchObject({ ok: true });
    }
  });

  it.each([
    ['', 'not JSON: the file is empty'],
    [
      '{\n  "format": "scrutin-election/1",\n}',
      'an extra comma before a closing brace or bracket, or there are two commas in a row (line 3, column 1).',
    ],
    ['{“format”: 1}', 'straight quotation marks'],
    ['{"format": 1, "format": 2}', 'given more than once, and nothing shows which value is meant'],
  ])('%j is refused, and the message says where it is wrong', (text, problem) => {
    expect(readElectionFile(bytes(text))).toEqual({
      ok: false,
      problems: [expect.stringContaining(problem)],
    });
  });

  it('that is not JSON is refused', () => {
    expect(readElectionFile(bytes('{'))).toMatchObject({
      ok: false,
      problems: [expect.stringContaining('not JSON')],
    });
  });
});

it('a file may have independents and single names, and its names are composed', () => {
  const file = read(EXAMPLE);
  const [candidate] = file.races[0]!.candidates;
  Object.assign(candidate!, { first_name: undefined, party_code: undefined, last_name: ' Rene\u0301 ' });
  expect(fileProblems(file)).toEqual([]);
  expect(definitionOf(file).races[0]!.candidates[0]).toMatchObject({
    firstName: undefined,
    lastName: 'Ren\u00e9',
    partyCode: undefined,
  });
});

describe('an export', () => {
  it('defines the same election', () => {
    const file = read(EXAMPLE);
    file.races[0]!.candidates[0]!.party_code = undefined;
    file.races[0]!.candidates[0]!.first_name = undefined;
    const definition = definitionOf(file);
    const exported = fileOf(
      {
        ...definition.election,
        races: definition.races.map((race) => ({
          ...race,
          region: definition.regions.find(({ id }) => id === race.regionId)!,
        })),
      },
      definition.parties,
    );
    const again = definitionOf(read(JSON.stringify(exported)));
    expect(again.races).toEqual(definition.races);
    expect(again.election).toEqual(definition.election);
    expect(again.parties).toEqual(definition.parties);
    expect(new Set(again.regions)).toEqual(new Set(definition.regions));
  });
});
