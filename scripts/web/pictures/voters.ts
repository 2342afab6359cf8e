/** Invented voters of one contest, and the votes that they cast over HTTP as everybody does. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../bootstrap/refusal.mjs';

/** What a letter to a voter says. */
export interface Letter {
  readonly nas: string;
  readonly code: string;
  /** The region of the voter; empty for a law. */
  readonly region: string;
}

/** The letters of a folder of `scrutin credentials generate`. */
export function readLetters(folder: string): Letter[] {
  const text = readFileSync(path.join(folder, 'letters', 'letters-00001.csv'), 'utf8');
  const [head = '', ...lines] = text.trim().split('\n');
  const hasRegion = head.split(',').includes('region');
  return lines.map((line) => {
    const [nas = '', code = '', region = ''] = line.split(',');
    return { nas, code, region: hasRegion ? region : '' };
  });
}

/** Casts one vote and returns its submission. @throws Refusal unless it is accepted */
export async function cast(api: string, route: string, ballot: object): Promise<string> {
  const answer = await fetch(`${api}/api/v1/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(ballot),
  });
  const body = (await answer.json()) as { request_id?: string };
  if (answer.status === 202 && body.request_id !== undefined) return body.request_id;
  throw new Refusal(`A vote was answered ${answer.status}.`, { detail: JSON.stringify(body) });
}

/** Votes on a law: so many yes, then no, then blank. */
export async function voteOnLaw(
  api: string,
  law: string,
  letters: readonly Letter[],
  votes: Readonly<Record<'oui' | 'non' | 'blank', number>>,
): Promise<void> {
  const choices = Object.entries(votes).flatMap(([choice, count]) => Array<string>(count).fill(choice));
  for (const [i, vote] of choices.entries()) {
    const { nas, code } = letters[i] ?? { nas: '', code: '' };
    await cast(api, 'vote', { nas, code, law_id: law, vote });
  }
}

/** Votes in a race. Each ballot is a ranking; a single choice is a ranking of one. */
export async function voteInRace(
  api: string,
  race: { readonly election: string; readonly region: string; readonly method: string },
  letters: readonly Letter[],
  ballots: readonly (readonly string[])[],
): Promise<void> {
  const voters = letters.filter(({ region }) => region === race.region);
  for (const [i, ranking] of ballots.entries()) {
    const { nas, code } = voters[i] ?? { nas: '', code: '' };
    await cast(api, 'elections/vote', {
      ...{ nas, code, election_id: race.election, region_id: race.region },
      ...{ voting_method: race.method, candidate_id: ranking[0] },
      ...(race.method === 'ranked_choice' ? { ranked_choices: ranking } : {}),
    });
  }
}
