/** The election of the pictures: closed and counted, with rounds, and with two ties. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Place } from './laws.ts';
import { lettersFor, recordCount, takeStep } from './laws.ts';
import { scrutin } from './scrutin.ts';
import { voteInRace } from './voters.ts';

const EXAMPLE = 'apps/cli/examples/prov-2025.json';
const VOTERS = 240;

type Ballots = readonly (readonly [count: number, ...ranking: readonly string[]])[];

/** What is voted in each race: how many ballots of each ranking. */
const BALLOTS: Readonly<Record<string, Ballots>> = {
  'ABITIBI-EST': [
    [9, 'ventdunord'],
    [9, 'milleruisseaux'],
    [6, 'brumelac'],
    [3, 'tourbiere'],
    [1, 'rocheplate'],
  ],
  'ABITIBI-OUEST': [
    [14, 'rivegauche'],
    [8, 'grandours'],
    [5, 'pinblanc'],
    [2, 'caillouteux'],
  ],
  'MONTREAL-CENTRE': [
    [11, 'jardinsuspendu', 'ruelleverte', 'clochebleue'],
    [6, 'clochebleue', 'vieuxmoulin', 'quaidesbrumes'],
    [5, 'quaidesbrumes', 'feuilledor'],
    [4, 'lampadaire', 'grandescalier', 'tramway'],
    [3, 'vieuxmoulin', 'clochebleue'],
    [2, 'parapluie', 'jardinsuspendu'],
    [2, 'tramway'],
    [1, 'deuxponts', 'parapluie', 'feuilledor'],
  ],
  'MONTREAL-NORD': [
    [12, 'marguerite'],
    [11, 'belleriviere'],
    [6, 'hautbois'],
    [3, 'soleillevant'],
  ],
  'QUEBEC-CENTRE': [
    [8, 'capdiamant'],
    [8, 'funiculaire'],
    [4, 'remparts'],
  ],
  SHERBROOKE: [
    [10, 'saulepleureur', 'deuxrivieres'],
    [9, 'deuxrivieres', 'saulepleureur', 'collineverte'],
    [6, 'collineverte', 'pontcouvert', 'deuxrivieres'],
    [4, 'pontcouvert', 'deuxrivieres'],
    [2, 'grandvent'],
    [1, 'cheminplat', 'grandvent', 'saulepleureur'],
  ],
};
const METHODS: Readonly<Record<string, string>> = {
  'MONTREAL-CENTRE': 'ranked_choice',
  SHERBROOKE: 'ranked_choice',
};
const DECIDED_BY_LOT = 'ABITIBI-EST';
const AWAITS_LOT = 'QUEBEC-CENTRE';

/** Makes the election, votes in it, closes it, and counts every race. */
export async function closedElection(
  place: Place,
): Promise<{ election: string; awaitsLot: string; decidedByLot: string }> {
  const id = `CONSEIL-${place.ending}`;
  const example = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as { election: object };
  const name = { fr: 'Conseil des régions', en: 'Council of the Regions' };
  const election = { ...example.election, id, name, time_zone: 'America/Toronto' };
  const file = path.join(place.folder, `${id}.json`);
  mkdirSync(place.folder, { recursive: true });
  writeFileSync(file, JSON.stringify({ ...example, election }));
  await scrutin(['election', 'load', '--rehearsal', file]);
  const regions = Object.keys(BALLOTS);
  const options = ['--count', String(VOTERS), '--region', regions.join(',')];
  const letters = await lettersFor(place, 'election', id, options);
  await takeStep(place, 'open', 'election', id);
  for (const region of regions) {
    const race = { election: id, region, method: METHODS[region] ?? 'single_choice' };
    const ballots = (BALLOTS[region] ?? []).flatMap(([count, ...ranking]) =>
      Array<readonly string[]>(count).fill(ranking),
    );
    await voteInRace(place.api, race, letters, ballots);
  }
  await takeStep(place, 'close', 'election', id);
  for (const region of regions) await countRace(`election:${id}:${region}`, region);
  return { election: id, awaitsLot: AWAITS_LOT, decidedByLot: DECIDED_BY_LOT };
}

/** Counts a race and draws the lots that its ties need, unless the pictures show the race as it awaits one. */
async function countRace(contest: string, region: string): Promise<void> {
  for (;;) {
    const { id, status, tie } = await recordCount(contest);
    if (status === 'complete') {
      await scrutin(['tabulate', 'publish', id]);
      return;
    }
    if (region === AWAITS_LOT || tie === null) return;
    const how = ['--method', 'Deux papiers pliés, tirés d’un chapeau', '--drawn-by', 'Marie Roy'];
    const drawn = [...tie.among, ...how, '--witnesses', 'Lise Hardy, Jean Morin'];
    await scrutin(['tabulate', 'lot', id, ...drawn]);
  }
}
