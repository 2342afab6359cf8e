import { z } from 'zod';
import type { ElectionDetail, VotingWindow } from '@scrutin/election';
import { electionRollKey, instantInWords } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import type { ElectionDefinition } from './election-definition.ts';

/** A definition without the parts that a load ignores, and a sentence about each of them. */
export interface Considered {
  readonly definition: ElectionDefinition;
  readonly notes: readonly string[];
}

/**
 * The parts of a file that a load ignores: the withdrawal of a candidate who has not withdrawn here, and the window
 * that the election had before a step changed it. Any other window is a difference, which stays.
 */
export async function considered(
  office: Pick<ElectionOffice, 'acts'>,
  definition: ElectionDefinition,
  known: ElectionDetail | undefined,
): Promise<Considered> {
  const withdrawals = [...fixedNotes(definition, known), ...withdrawalNotes(definition, known)];
  const { election } = definition;
  if (known === undefined || known.status === 'draft' || same(known.window, election.window)) {
    return { definition, notes: withdrawals };
  }
  const sinceMs = await stepFrom(office, election.id, election.window);
  if (sinceMs === undefined) return { definition, notes: withdrawals };
  const { opensAtMs, closesAtMs } = known.window;
  const at = (ms: number): string => instantInWords(ms, known.timeZone).en;
  const note =
    `the window is ${at(opensAtMs)} to ${at(closesAtMs)}, and not that of the file: steps have changed it ` +
    `since ${at(sinceMs)}. It stays as it is.`;
  return {
    definition: { ...definition, election: { ...election, window: known.window } },
    notes: [note, ...withdrawals],
  };
}

/** Notes about what was decided when the election was created, and differs in the file. */
function fixedNotes({ election }: ElectionDefinition, known: ElectionDetail | undefined): string[] {
  if (known === undefined) return [];
  const { approval, ballotRecord } = known;
  const fixed = 'and cannot change: it is decided when an election is created.';
  return [
    ...(approval === election.approval ? [] : [`the approval is ${approval} ${fixed}`]),
    ...(ballotRecord === election.ballotRecord ? [] : [`the ballot record is ${ballotRecord} ${fixed}`]),
  ];
}

function withdrawalNotes({ races }: ElectionDefinition, known: ElectionDetail | undefined): string[] {
  return races.flatMap(({ regionId, candidates }) => {
    const here = known?.races.find((race) => race.regionId === regionId)?.candidates ?? [];
    return candidates
      .filter(({ withdrawnAtMs }) => withdrawnAtMs !== undefined)
      .filter(({ id }) => here.find((candidate) => candidate.id === id)?.withdrawnAtMs === undefined)
      .map(
        ({ id }) =>
          `candidate ${regionId}/${id} is withdrawn in the file and stands here: only \`candidate withdraw\` withdraws.`,
      );
  });
}

const PAGE = 500;
const WINDOW_STEPS: ReadonlySet<string> = new Set(['election.open', 'election.extend', 'election.close']);
const recordWithWindow = z.object({
  window: z.object({ opensAtMs: z.number(), closesAtMs: z.number() }),
});

/** When a step last changed this window; undefined if no step did since the election was created. */
async function stepFrom(
  office: Pick<ElectionOffice, 'acts'>,
  electionId: string,
  window: VotingWindow,
): Promise<number | undefined> {
  const subject = electionRollKey(electionId);
  for (let before: bigint | undefined; ;) {
    const page = await office.acts({ limit: PAGE, subject, ...(before === undefined ? {} : { before }) });
    for (const act of page) {
      if (act.action === 'election.create') return undefined;
      if (!WINDOW_STEPS.has(act.action)) continue;
      const record = recordWithWindow.safeParse(act.before);
      if (record.success && same(record.data.window, window)) return act.atMs;
    }
    const oldest = page.at(-1);
    if (oldest === undefined || page.length < PAGE) return undefined;
    before = oldest.id;
  }
}

function same(one: VotingWindow, other: VotingWindow): boolean {
  return one.opensAtMs === other.opensAtMs && one.closesAtMs === other.closesAtMs;
}
