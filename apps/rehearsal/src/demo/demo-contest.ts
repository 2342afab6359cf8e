import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ElectionDefinition } from '@scrutin/cli';
import { definitionOf, loadElection, readElectionFile } from '@scrutin/cli';
import type { Election, Law, RollKey } from '@scrutin/election';
import { contestState, electionRollKey, lawRollKey } from '@scrutin/election';
import type { Actor, ElectionOffice } from '@scrutin/election-office';
import { ConfigurationError } from '@scrutin/service-runtime';
import { yearFrom } from '../keep-open.ts';
import { requireRehearsal } from '../require-rehearsal.ts';
import type { DemoLaw } from './demo-laws.ts';
import { DEMO_LAWS, DEMO_TIME_ZONE, demoLaw } from './demo-laws.ts';

/** A file in apps/cli/examples, which `election load` accepts too. The path is right from the build and the source. */
const ELECTION_FILE = fileURLToPath(new URL('../../../cli/examples/prov-2025.json', import.meta.url));

/** A contest of the demonstration: a law, or an election with all its races. */
export interface DemoContest {
  readonly id: string;
  readonly rollKey: RollKey;
  /** The name in French. */
  readonly name: string;
  /** The regions with a race; empty for a law. */
  readonly regions: readonly string[];
  /** Creates the contest as a draft if absent, and returns it. It changes nothing that voters may have seen. */
  prepare(office: ElectionOffice, actor: Actor, nowMs: number): Promise<Law | Election>;
}

export interface Demonstration {
  readonly contests: readonly DemoContest[];
  readonly election: ElectionDefinition;
}

/** Three laws and an election. */
export async function demonstration(): Promise<Demonstration> {
  const election = await demoElection();
  return { contests: [...DEMO_LAWS.map(lawContest), electionContest(election)], election };
}

function lawContest(law: DemoLaw): DemoContest {
  return {
    id: law.id,
    rollKey: lawRollKey(law.id),
    name: law.title.fr,
    regions: [],
    async prepare(office, actor, nowMs) {
      const known = await office.law(law.id);
      const wanted = demoLaw(law, nowMs);
      if (known === undefined) return made(await office.createLaw(actor, wanted));
      requireRehearsal(lawRollKey(law.id), known);
      // A draft is left from a load that was interrupted, or from an older version. Its closing may have passed.
      const { status, window } = known;
      if (status !== 'draft' || window.closesAtMs > nowMs) return known;
      return made(await office.changeLaw(actor, law.id, { window: wanted.window }));
    },
  };
}

function electionContest(definition: ElectionDefinition): DemoContest {
  const { id, name } = definition.election;
  return {
    id,
    rollKey: electionRollKey(id),
    name: name.fr,
    regions: definition.races.map(({ regionId }) => regionId),
    async prepare(office, actor, nowMs) {
      const known = await office.election(id);
      if (known !== undefined && contestState(known.status, known.window, nowMs) !== 'draft') return known;
      const election = { ...definition.election, window: yearFrom(nowMs) };
      const load = await loadElection(office, actor, { ...definition, election }, nowMs, () =>
        Promise.resolve(true),
      );
      if (load.outcome === 'other-purpose') throw new ConfigurationError(load.detail);
      if (load.outcome === 'refused') throw new ConfigurationError(`${load.refused.what}: ${load.detail}`);
      if (load.outcome === 'forbidden' || load.outcome === 'would-remove') {
        const [first] = load.outcome === 'forbidden' ? load.differences : load.removals;
        throw new ConfigurationError(
          `The election ${id} exists and differs from the demonstration's: ${first?.what ?? ''}.`,
        );
      }
      return (await office.election(id)) ?? election;
    },
  };
}

async function demoElection(): Promise<ElectionDefinition> {
  const reading = readElectionFile(await readFile(ELECTION_FILE));
  if (reading.ok) {
    const definition = definitionOf(reading.file, DEMO_TIME_ZONE);
    return {
      ...definition,
      election: { ...definition.election, purpose: 'rehearsal', approval: 'single-official' },
    };
  }
  throw new ConfigurationError(`${ELECTION_FILE} defines no election: ${reading.problems.join('; ')}.`);
}

function made<T>(
  outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly detail: string },
): T {
  if (outcome.ok) return outcome.value;
  throw new ConfigurationError(outcome.detail);
}
