import { registeredVoters } from '@scrutin/election';
import { actName } from '../act-words.ts';
import type { DeclaredAct } from '../declaration-record.ts';
import type { Declared } from '../declared.ts';
import { contestName, heading, pairs, paragraph } from '../declared.ts';
import type { Block } from '../document.ts';
import { wholeNumber } from '../figures.ts';
import { rollFigures } from '../roll-figures.ts';
import { whoActed } from '../who-acted.ts';

/** How many voters were on the roll, and what went on it and came off it: when, by whom, and why. */
export function rollSection(declared: Declared): readonly Block[] {
  const { record, words, language } = declared;
  const { roll } = record;
  const number = (value: bigint): string => wholeNumber(value, language);
  if (roll === undefined) return [heading(2, words.roll.heading), paragraph(words.roll.none)];
  const { credentials } = roll;
  return [
    heading(2, words.roll.heading),
    pairs(words.roll.caption, [
      [words.roll.credentials, number(credentials)],
      [words.roll.replaced, number(roll.void.replaced)],
      [words.roll.revoked, number(roll.void.revoked)],
      [words.roll.voters, number(registeredVoters(roll))],
    ]),
    ...(record.subject.kind === 'law' ? [] : [byRegion(declared)]),
    ...history(declared),
  ];
}

function byRegion(declared: Declared): Block {
  const { record, words, language } = declared;
  return {
    kind: 'table',
    caption: words.roll.byRegion,
    columns: [
      { head: words.roll.region, align: 'start', weight: 5 },
      { head: words.roll.credentials, align: 'end', weight: 2 },
      { head: words.roll.void, align: 'end', weight: 2 },
      { head: words.roll.voters, align: 'end', weight: 2 },
    ],
    rows: record.contests.map((contest) => {
      const regionId = contest.race?.regionId ?? '';
      const issued = record.roll?.regions.get(regionId) ?? 0n;
      const isVoid = record.roll?.void.regions.get(regionId) ?? 0n;
      return [
        contestName(declared, contest),
        ...[issued, isVoid, issued - isVoid].map((value) => wholeNumber(value, language)),
      ];
    }),
    showsHeads: true,
  };
}

const ROLL_ACTS = new Set(['roll.record', 'roll.replace', 'roll.revoke', 'roll.release']);

function history(declared: Declared): readonly Block[] {
  const { record, words, at } = declared;
  const acts = record.acts.filter(({ action }) => ROLL_ACTS.has(action));
  if (acts.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: words.roll.historyCaption,
      columns: [
        { head: words.acts.when, align: 'start', weight: 3 },
        { head: words.roll.added, align: 'start', weight: 5 },
        { head: words.acts.by, align: 'start', weight: 3 },
      ],
      rows: acts.map((act) => [at(act.atMs), rollChange(declared, act), whoActed(declared, act)]),
      showsHeads: true,
    },
  ];
}

function rollChange(declared: Declared, act: DeclaredAct): string {
  const { words } = declared;
  return [
    `${actName(words, act.action)}.`,
    ...rollFigures(declared, act),
    ...(act.reason === undefined ? [] : [words.acts.reason(act.reason)]),
  ].join(' ');
}
