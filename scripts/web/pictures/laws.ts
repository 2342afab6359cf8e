/** The laws of the pictures. */
import path from 'node:path';
import type { OfficeSession } from '../../stack/office-session.ts';
import type { Servers } from './exhibition.ts';
import { scrutin, until } from './scrutin.ts';
import type { Letter } from './voters.ts';
import { cast, readLetters, voteOnLaw } from './voters.ts';

export interface Place extends Servers {
  /** A folder for the letters. */
  readonly folder: string;
  /** The end of every identifier. */
  readonly ending: string;
}

/** The public reads why a contest opened early or closed early. */
const REASON = 'Répétition générale · General rehearsal';

interface LawTexts {
  readonly fr: string;
  readonly en: string;
  readonly summaryFr: string;
  readonly summaryEn: string;
}

const GARDENS: LawTexts = {
  fr: 'Loi sur les jardins partagés',
  en: 'Community Gardens Act',
  summaryFr: 'Réserve aux jardins partagés un terrain sur vingt dans chaque municipalité.',
  summaryEn: 'Sets aside one plot in twenty of each municipality for community gardens.',
};
const BRIDGES: LawTexts = {
  fr: 'Loi sur l’entretien des ponts couverts et des passerelles de bois du patrimoine',
  en: 'Covered Bridges and Heritage Wooden Footbridges Maintenance Act',
  summaryFr: 'Confie aux régions l’entretien des ponts couverts, et leur donne un fonds pour dix ans.',
  summaryEn: 'Gives the care of covered bridges to the regions, with a fund for ten years.',
};
const BEES: LawTexts = {
  fr: 'Loi sur les ruches en ville',
  en: 'Urban Beehives Act',
  summaryFr: 'Permet deux ruches par toit, après une formation d’une journée.',
  summaryEn: 'Allows two beehives a roof, after a day of training.',
};
const SNOW: LawTexts = {
  fr: 'Loi sur le déneigement des trottoirs',
  en: 'Pavement Snow Clearing Act',
  summaryFr: 'Les trottoirs sont dégagés avant les rues.',
  summaryEn: 'Pavements are cleared before streets.',
};

const DAY_MS = 86_400_000;
const inDays = (days: number): string =>
  new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + days * DAY_MS).toISOString();

async function createLaw(id: string, texts: LawTexts, options: readonly string[] = []): Promise<void> {
  await scrutin([
    ...['law', 'create', '--id', id, '--rehearsal', '--time-zone', 'America/Toronto'],
    ...['--title-fr', texts.fr, '--title-en', texts.en],
    ...['--summary-fr', texts.summaryFr, '--summary-en', texts.summaryEn],
    ...['--opens-at', inDays(30), '--closes-at', inDays(37), ...options],
  ]);
}

/** Makes letters for a contest and loads its roll. */
export async function lettersFor(
  place: Place,
  kind: 'law' | 'election',
  id: string,
  options: readonly string[],
): Promise<Letter[]> {
  const output = path.join(place.folder, id);
  await scrutin(['credentials', 'generate', `--${kind}-id`, id, ...options, '--output', output]);
  await scrutin(['roll', 'load', output]);
  return readLetters(output);
}

/** Opens or closes a contest, and resolves when the step has taken effect. */
export async function takeStep(
  place: Place,
  step: 'open' | 'close',
  kind: 'law' | 'election',
  id: string,
): Promise<void> {
  await scrutin(['contest', step, `${kind}:${id}`, '--reason', REASON]);
  const wanted = step === 'open' ? 'open' : 'closed';
  await until(`${id} is ${wanted}`, async () => {
    const answer = await fetch(`${place.api}/api/v1/${kind}s/${id}`);
    const { state } = (await answer.json()) as { state?: string };
    return state === wanted ? true : undefined;
  });
}

/** What became of a submission. */
async function outcomeOf(place: Place, submission: string): Promise<string> {
  return until('a vote is settled', async () => {
    const answer = await fetch(`${place.api}/api/v1/submissions/${submission}`);
    const { status } = (await answer.json()) as { status?: string };
    return status === 'accepted' ? undefined : status;
  });
}

/** A count on record. It is complete unless a tie awaits a lot among some candidates. */
interface Count {
  readonly id: string;
  readonly status: 'complete' | 'awaits-lot';
  readonly tie: { readonly among: readonly string[] } | null;
}

/** The exit code of a count that awaits a lot. */
const AWAITS_LOT = 1;

/** Counts a closed contest, as soon as no vote is on its way. */
export async function recordCount(contest: string): Promise<Count> {
  return until(`${contest} is counted`, async () => {
    try {
      return JSON.parse(
        await scrutin(['tabulate', 'record', '--contest', contest, '--json'], AWAITS_LOT),
      ) as Count;
    } catch {
      return undefined; // votes are on their way
    }
  });
}

/** A law that is adopted by two thirds with a quorum, and certified. */
export async function certifiedLaw(place: Place): Promise<string> {
  const id = `JARDINS-${place.ending}`;
  await createLaw(id, GARDENS, ['--blank-votes', 'allowed', '--quorum-share', '40%', '--results', 'live']);
  const letters = await lettersFor(place, 'law', id, ['--count', '60']);
  await takeStep(place, 'open', 'law', id);
  await voteOnLaw(place.api, id, letters, { oui: 23, non: 13, blank: 3 });
  await takeStep(place, 'close', 'law', id);
  const { id: count } = await recordCount(`law:${id}`);
  await scrutin(['tabulate', 'publish', count]);
  await until('the law is certified', () =>
    scrutin(['contest', 'certify', `law:${id}`]).then(
      () => true,
      () => undefined,
    ),
  );
  return id;
}

/** An open law whose results wait for the closing, with a notice, a vote that is counted and one that is not. */
export async function withheldLaw(
  place: Place,
): Promise<{ withheld: string; counted: string; rejected: string }> {
  const id = `PONTS-${place.ending}`;
  await createLaw(id, BRIDGES, ['--blank-votes', 'allowed']);
  const letters = await lettersFor(place, 'law', id, ['--count', '40']);
  await takeStep(place, 'open', 'law', id);
  await voteOnLaw(place.api, id, letters, { oui: 6, non: 5, blank: 0 });
  const ballotOf = ({ nas, code }: Letter): object => ({ nas, code, law_id: id, vote: 'oui' });
  const [first, last] = [letters[0], letters.at(-1)];
  if (first === undefined || last === undefined) throw new Error('The roll is empty.');
  const counted = await cast(place.api, 'vote', ballotOf(last));
  const rejected = await cast(place.api, 'vote', ballotOf(first));
  await Promise.all([outcomeOf(place, counted), outcomeOf(place, rejected)]);
  const notice = {
    fr: 'Les lettres de la rue des Érables sont arrivées en retard : le vote est prolongé de deux jours.',
    en: 'The letters for Maple Street came late: voting is extended by two days.',
  };
  await scrutin(['contest', 'notice', `law:${id}`, '--fr', notice.fr, '--en', notice.en]);
  return { withheld: id, counted, rejected };
}

/** A law that is published and opens in a month. */
export async function comingLaw(place: Place): Promise<string> {
  const id = `RUCHES-${place.ending}`;
  await createLaw(id, BEES);
  await lettersFor(place, 'law', id, ['--count', '10']);
  await scrutin(['contest', 'schedule', `law:${id}`]);
  return id;
}

/** A draft for which a second official has to approve that it is published. */
export async function lawWithProposal(
  place: Place,
  official: OfficeSession,
): Promise<{ draft: string; proposal: string }> {
  const id = `NEIGE-${place.ending}`;
  await createLaw(id, SNOW, ['--approval', 'two-officials']);
  await lettersFor(place, 'law', id, ['--count', '10']);
  const step = { step: 'open', reason: 'Les trottoirs sont prêts.' };
  const proposal = (await official.send('POST', `laws/${id}/steps`, step)) as { id: string };
  return { draft: id, proposal: proposal.id };
}
