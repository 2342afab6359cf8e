import { toNotice } from '@scrutin/database';
import type { ActOutcome, ContestKey, LocalizedText, Notice, NoticeText, RollKey } from '@scrutin/election';
import {
  parseRollKey,
  refusalOfProblems,
  refused,
  regionOf,
  rollKeyOf,
  textProblem,
} from '@scrutin/election';
import type { ActContext, Transaction } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { lockContest } from './locked-contests.ts';
import { NO_SUCH_CONTEST } from './unknown-contest.ts';

/** The longest notice. */
const LONGEST_TEXT = 2_000;

/**
 * Tells voters what an act has changed. Call it in the transaction of an act on the same contest: the database refuses
 * a notice without such an act. A notice is never changed or removed.
 *
 * @param subject the law, the election, or one of its races
 */
export async function writeNotice(
  transaction: Transaction,
  subject: RollKey | ContestKey,
  { kind, text, reason }: NoticeText,
): Promise<void> {
  const key = subject as ContestKey;
  const rollKey = rollKeyOf(key);
  await transaction.notice.create({
    data: {
      rollKey,
      regionId: regionOf(key) ?? null,
      purpose: await purposeOf(transaction, rollKey),
      kind,
      textFr: text.fr,
      textEn: text.en,
      reason: reason ?? null,
    },
    select: { id: true },
  });
}

async function purposeOf(transaction: Transaction, rollKey: RollKey): Promise<string> {
  const parsed = parseRollKey(rollKey);
  const [where, select] = [{ id: parsed?.id ?? '' }, { purpose: true }];
  const row =
    parsed?.kind === 'law'
      ? await transaction.law.findUniqueOrThrow({ where, select })
      : await transaction.election.findUniqueOrThrow({ where, select });
  return row.purpose;
}

/** The notices of a contest, newest first. */
export async function notices({ database }: ActContext, rollKey: RollKey): Promise<Notice[]> {
  const rows = await database.run('notices', (client) =>
    client.notice.findMany({ where: { rollKey }, orderBy: { id: 'desc' } }),
  );
  return rows.map(toNotice);
}

/**
 * Publishes a text of an official about a contest. Refused for a draft, which nobody knows yet, and without the text in
 * both languages.
 */
export async function publishStatement(
  context: ActContext,
  actor: Actor,
  subject: RollKey,
  text: LocalizedText,
): Promise<ActOutcome<void>> {
  const parsed = parseRollKey(subject);
  if (parsed === undefined) return refused('not-found', NO_SUCH_CONTEST);
  const problem = refusalOfProblems(statementProblem(text.fr, 'fr'), statementProblem(text.en, 'en'));
  if (problem !== undefined) return problem;
  const header = { actor, action: `${parsed.kind}.notice`, subject };
  return act(context, header, async (transaction) => {
    const locked = await lockContest(context, transaction, parsed);
    if (!locked.ok) return locked;
    if (locked.state === 'draft') {
      return refused('state-forbids', {
        fr: 'Personne n’a vu un brouillon : il n’y a rien à faire savoir.',
        en: 'Nobody has seen a draft: there is nothing to give notice of.',
      });
    }
    await writeNotice(transaction, subject, { kind: 'statement', text });
    return { ok: true, value: undefined, after: { text } };
  });
}

function statementProblem(text: string, language: 'fr' | 'en'): LocalizedText | undefined {
  const subject = STATEMENT_IN[language];
  if (text.trim() === '') {
    return { fr: `${subject.fr} ne doit pas être vide.`, en: `${subject.en} must not be empty.` };
  }
  return textProblem(subject, text, LONGEST_TEXT);
}

const STATEMENT_IN: Readonly<Record<'fr' | 'en', LocalizedText>> = {
  fr: { fr: 'Le texte français de l’avis', en: 'The French text of the notice' },
  en: { fr: 'Le texte anglais de l’avis', en: 'The English text of the notice' },
};
