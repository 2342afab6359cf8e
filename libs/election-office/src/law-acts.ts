import { lawColumns, toLaw } from '@scrutin/database';
import type { ActOutcome, Law, LawChanges } from '@scrutin/election';
import {
  changed,
  changeRefusal,
  isIdentifier,
  LAW_CHANGES,
  lawProblems,
  lawRollKey,
  noticesOfChanges,
  refusalOfFields,
  withNormalTitle,
} from '@scrutin/election';
import type { ActContext } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { sayDiscarded } from './discarded-name.ts';
import { lockLaw } from './locked-contests.ts';
import { writeNotice } from './notices.ts';
import { credentialsVoid, published, votesCast } from './uses.ts';

export async function laws({ database }: ActContext): Promise<Law[]> {
  const rows = await database.run('laws', (client) => client.law.findMany({ orderBy: { id: 'asc' } }));
  return rows.map(toLaw);
}

export async function law({ database }: ActContext, id: string): Promise<Law | undefined> {
  if (!isIdentifier(id)) return undefined;
  const row = await database.run('laws', (client) => client.law.findUnique({ where: { id } }));
  return row === null ? undefined : toLaw(row);
}

export async function createLaw(context: ActContext, actor: Actor, given: Law): Promise<ActOutcome<Law>> {
  const draft: Law = { ...withNormalTitle(given), status: 'draft' };
  const problem = refusalOfFields(lawProblems(draft));
  if (problem !== undefined) return problem;
  const header = { actor, action: 'law.create', subject: lawRollKey(draft.id) };
  const taken = { fr: `Il y a déjà une loi ${draft.id}.`, en: `There is a law ${draft.id} already.` };
  const created = await act<Law>(context, { ...header, taken }, async (transaction) => {
    const after = toLaw(await transaction.law.create({ data: { id: draft.id, ...lawColumns(draft) } }));
    return { ok: true, value: after, after };
  });
  return sayDiscarded(context, header.subject, created);
}

export async function changeLaw(
  context: ActContext,
  actor: Actor,
  id: string,
  changes: LawChanges,
): Promise<ActOutcome<Law>> {
  return act(context, { actor, action: 'law.change', subject: lawRollKey(id) }, async (transaction) => {
    const locked = await lockLaw(context, transaction, id);
    if (!locked.ok) return locked;
    const { merged, kinds } = changed(locked.contest, withNormalTitle(changes), LAW_CHANGES);
    const refusal = refusalOfFields(lawProblems(merged)) ?? changeRefusal(locked.state, ...kinds);
    if (refusal !== undefined) return refusal;
    const after = toLaw(await transaction.law.update({ where: { id }, data: lawColumns(merged) }));
    if (locked.state !== 'draft') {
      for (const notice of noticesOfChanges(kinds, after.resultsVisibility))
        await writeNotice(transaction, lawRollKey(id), notice);
    }
    return { ok: true, value: after, before: locked.contest, after };
  });
}

export async function removeLaw(context: ActContext, actor: Actor, id: string): Promise<ActOutcome<void>> {
  const header = { actor, action: 'law.remove', subject: lawRollKey(id) };
  const referred = {
    fr: `Des votes sur ${id} ont été comptés.`,
    en: `Votes on ${id} have been counted.`,
  };
  return act(context, { ...header, referred }, async (transaction) => {
    const locked = await lockLaw(context, transaction, id);
    if (!locked.ok) return locked;
    const refusal =
      changeRefusal(locked.state, 'rules') ??
      (await published(transaction, lawRollKey(id))) ??
      (await votesCast(transaction, lawRollKey(id))) ??
      (await credentialsVoid(transaction, lawRollKey(id)));
    if (refusal !== undefined) return refusal;
    await transaction.law.delete({ where: { id } });
    // A law that is created again under this name needs a new roll.
    await transaction.roll.deleteMany({ where: { rollKey: lawRollKey(id) } });
    return { ok: true, value: undefined, before: locked.contest };
  });
}
