import { lawColumns, toLaw } from '@scrutin/database';
import type { ActOutcome, Law, LawChanges } from '@scrutin/election';
import {
  changed,
  changeRefusal,
  isIdentifier,
  LAW_CHANGES,
  lawProblems,
  lawRollKey,
  refusalOfFirst,
} from '@scrutin/election';
import type { Desk } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { holdLaw } from './held-contests.ts';
import { votesCast } from './uses.ts';

export async function laws({ database }: Desk): Promise<Law[]> {
  const rows = await database.run('laws', (client) => client.law.findMany({ orderBy: { id: 'asc' } }));
  return rows.map(toLaw);
}

export async function law({ database }: Desk, id: string): Promise<Law | undefined> {
  if (!isIdentifier(id)) return undefined;
  const row = await database.run('laws', (client) => client.law.findUnique({ where: { id } }));
  return row === null ? undefined : toLaw(row);
}

export async function createLaw(desk: Desk, actor: Actor, given: Law): Promise<ActOutcome<Law>> {
  const draft: Law = { ...given, status: 'draft' };
  const problem = refusalOfFirst(lawProblems(draft));
  if (problem !== undefined) return problem;
  const header = { actor, action: 'law.create', subject: lawRollKey(draft.id) };
  const taken = `There is a law ${draft.id} already.`;
  return act(desk, { ...header, taken }, async (transaction) => {
    const after = toLaw(await transaction.law.create({ data: { id: draft.id, ...lawColumns(draft) } }));
    return { ok: true, value: after, after };
  });
}

export async function changeLaw(
  desk: Desk,
  actor: Actor,
  id: string,
  changes: LawChanges,
): Promise<ActOutcome<Law>> {
  return act(desk, { actor, action: 'law.change', subject: lawRollKey(id) }, async (transaction) => {
    const held = await holdLaw(desk, transaction, id);
    if (!held.ok) return held;
    const { merged, kinds } = changed(held.contest, changes, LAW_CHANGES);
    const refusal = refusalOfFirst(lawProblems(merged)) ?? changeRefusal(held.state, ...kinds);
    if (refusal !== undefined) return refusal;
    const after = toLaw(await transaction.law.update({ where: { id }, data: lawColumns(merged) }));
    return { ok: true, value: after, before: held.contest, after };
  });
}

export async function removeLaw(desk: Desk, actor: Actor, id: string): Promise<ActOutcome<void>> {
  const header = { actor, action: 'law.remove', subject: lawRollKey(id) };
  const referred = `Votes on ${id} are counted.`;
  return act(desk, { ...header, referred }, async (transaction) => {
    const held = await holdLaw(desk, transaction, id);
    if (!held.ok) return held;
    const refusal = changeRefusal(held.state, 'rules') ?? (await votesCast(transaction, lawRollKey(id)));
    if (refusal !== undefined) return refusal;
    await transaction.law.delete({ where: { id } });
    // Who makes a law of this name again must load a roll for it.
    await transaction.roll.deleteMany({ where: { rollKey: lawRollKey(id) } });
    return { ok: true, value: undefined, before: held.contest };
  });
}
