import { memberOf, windowIn } from '../act-fields.ts';
import { actName, candidateIn } from '../act-words.ts';
import type { DeclaredAct } from '../declaration-record.ts';
import type { Declared } from '../declared.ts';
import { heading, pairs, paragraph } from '../declared.ts';
import type { Block } from '../document.ts';

/** When voting took place, and everything that changed after the publication: the window, and who stood. */
export function windowSection(declared: Declared): readonly Block[] {
  const { record, words, at } = declared;
  const { window } = record.subject;
  const changes = record.acts.flatMap((act) => changeRow(declared, act) ?? []);
  return [
    heading(2, words.window.heading),
    pairs(words.window.caption, [
      [words.window.opens, at(window.opensAtMs)],
      [words.window.closes, at(window.closesAtMs)],
    ]),
    heading(3, words.window.changesHeading),
    ...(changes.length === 0
      ? [paragraph(words.window.noChanges)]
      : [
          {
            kind: 'table' as const,
            caption: words.window.changesCaption,
            columns: [
              { head: words.window.when, align: 'start' as const, weight: 3 },
              { head: words.window.change, align: 'start' as const, weight: 5 },
              { head: words.window.reason, align: 'start' as const, weight: 3 },
            ],
            rows: changes,
            showsHeads: true,
          },
        ]),
  ];
}

const STEPS = new Set(['unschedule', 'open', 'extend', 'close', 'cancel']);

function changeRow(declared: Declared, act: DeclaredAct): readonly [readonly string[]] | undefined {
  const { words, at } = declared;
  const change = changeText(declared, act);
  if (change === undefined) return undefined;
  return [[at(act.atMs), change, act.reason ?? words.none]];
}

function changeText(declared: Declared, act: DeclaredAct): string | undefined {
  const { words, at } = declared;
  const [noun, verb = ''] = act.action.split('.');
  if (noun === 'candidate') {
    const name = candidateIn(act.after) ?? act.subject;
    const withdrawnAtMs = memberOf(act.after, 'withdrawnAtMs');
    if (verb === 'withdraw' && typeof withdrawnAtMs === 'number') {
      return words.window.withdrawn(name, at(withdrawnAtMs));
    }
    return verb === 'reinstate' ? words.window.reinstated(name) : undefined;
  }
  if ((noun !== 'law' && noun !== 'election') || !STEPS.has(verb)) return undefined;
  const window = windowIn(act.after);
  const step = actName(words, act.action);
  return window === undefined
    ? step
    : `${step}. ${words.window.windowIs(at(window.opensAtMs), at(window.closesAtMs))}`;
}
