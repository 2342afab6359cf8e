import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contestOfSelections, parseRuleSet, tabulate } from '@scrutin/tabulation';
import { definitionOf, fileOf } from './election-definition.ts';
import { readElectionFile } from './election-file.ts';
import type { ElectionFile } from './election-file.ts';

const EXAMPLE = readFileSync(path.join(__dirname, '../../examples/prov-2025.json'), 'utf8');

function read(text: string): ElectionFile {
  const reading = readElectionFile(text);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.file;
}

/** The problems of the example with this change. */
function problemsOf(change: (file: Draft) => void): readonly string[] {
  const file = JSON.parse(EXAMPLE) as Draft;
  change(file);
  const reading = readElectionFile(JSON.stringify(file));
  return reading.ok ? [] : reading.problems;
}

interface Draft {
  format: string;
  parties: Record<string, unknown>[];
  election: Record<string, unknown>;
  races: { candidates: Record<string, unknown>[]; [field: string]: unknown }[];
}

describe('the example', () => {
  const { election, regions, parties, races } = definitionOf(read(EXAMPLE));

  it('is the demonstration’s election: six regions, six parties, four single choices and two rankings', () => {
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

  it('can be counted in every race, and says something of every candidate in both languages', () => {
    for (const { candidates, ruleSet, seats } of races) {
      const reading = parseRuleSet(ruleSet);
      if (!reading.ok) throw new Error(reading.problem);
      const standing = candidates.map(({ id, firstName, lastName }) => ({
        id,
        name: `${firstName} ${lastName}`,
      }));
      const ballots = candidates.map(({ id }, i) => ({ selection: id, ballots: BigInt(100 + i * i) }));
      expect(tabulate(contestOfSelections(standing, ballots, seats), reading.rules).status).toBe('complete');
      for (const { bio, promises } of candidates) {
        for (const text of [bio.fr, bio.en, promises.fr, promises.en]) expect(text).not.toBe('');
      }
    }
  });
});

describe('a file', () => {
  it.each<[string, (file: Draft) => void, string]>([
    ['of another format', (file) => (file.format = 'x'), 'format: '],
    ['with a field it cannot have', (file) => (file.election['seats'] = 1), 'election: Unrecognized key'],
    ['without an offset', (file) => (file.election['opens_at'] = '2030-01-01T00:00'), 'election.opens_at: '],
    [
      'that closes before it opens',
      (file) => (file.election['closes_at'] = '2029-01-01T00:00Z'),
      'election.closes_at: it must be after opens_at',
    ],
    [
      'with an unknown rule set',
      (file) => (file.races[2]!['rule_set'] = 'irv:x=1'),
      'races[2].rule_set: x: not an option of irv',
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
      'races[0].max_ranks: a single choice has one rank',
    ],
    [
      'with another colour',
      (file) => (file.parties[5]!['color'] = 'grey'),
      'parties[5].color: #RRGGBB is wanted',
    ],
    [
      'with a photo that is a script (fault 12)',
      (file) => (file.races[0]!.candidates[0]!['photo_url'] = 'javascript:alert(1)'),
      'races[0].candidates[0].photo_url: ',
    ],
  ])('%s is refused by the path of what is wrong', (_name, change, problem) => {
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

  it('that is no JSON is refused', () => {
    expect(readElectionFile('{')).toMatchObject({
      ok: false,
      problems: [expect.stringContaining('not JSON')],
    });
  });
});

describe('an export', () => {
  it('defines the same election', () => {
    const file = read(EXAMPLE);
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
