import { fieldText, memberOf, windowIn } from '../act-fields.ts';
import { actName, candidateIn, reasonOf } from '../act-words.ts';
import type { DeclaredAct } from '../declaration-record.ts';
import type { Declared } from '../declared.ts';
import { heading, paragraph } from '../declared.ts';
import type { Block } from '../document.ts';
import { wholeNumber } from '../figures.ts';
import { isolated } from '../isolated.ts';
import { rollFigures } from '../roll-figures.ts';
import { whoActed } from '../who-acted.ts';

/** Acts that prepare another one, which says the same. */
const LEFT_OUT = new Set(['roll.load', 'proposal.make']);

/** Every act on the contest: who proposed it, who approved it, when, and why. */
export function actsSection(declared: Declared): readonly Block[] {
  const { record, words, language, at } = declared;
  const published = record.acts.findIndex(({ action }) =>
    /^(?:law|election)\.(?:schedule|open)$/.test(action),
  );
  const isConfiguring = ({ action }: DeclaredAct, index: number): boolean =>
    CONFIGURING.test(action) && (published === -1 || index < published);
  const shown = record.acts.filter((act, index) => !LEFT_OUT.has(act.action) && !isConfiguring(act, index));
  const configuring = record.acts.filter(isConfiguring).length;
  return [
    heading(2, words.acts.heading),
    paragraph(words.acts.note(wholeNumber(configuring, language))),
    {
      kind: 'table',
      caption: words.acts.caption,
      columns: [
        { head: words.acts.when, align: 'start', weight: 3 },
        { head: words.acts.act, align: 'start', weight: 5 },
        { head: words.acts.by, align: 'start', weight: 3 },
      ],
      rows: shown.map((act) => [at(act.atMs), actText(declared, act), whoActed(declared, act)]),
      showsHeads: true,
    },
  ];
}

const CONFIGURING = /^(?:law|election|race|candidate)\.(?:create|change|put|remove|order|rehearse)$/;

function actText(declared: Declared, act: DeclaredAct): string {
  const { words, language } = declared;
  const reason = reasonOf(act, language);
  return [
    `${actName(words, act.action)}.`,
    ...detailsOf(declared, act),
    ...(reason === undefined ? [] : [words.acts.reason(reason)]),
  ].join(' ');
}

function detailsOf(declared: Declared, act: DeclaredAct): readonly string[] {
  const { words, language, at } = declared;
  const { action, subject, after } = act;
  const number = (text: string): string => wholeNumber(BigInt(text), language);
  const [noun = ''] = action.split('.');
  const text = (name: string): string | undefined => fieldText(after, name);
  switch (noun) {
    case 'law':
    case 'election': {
      const window = windowIn(after);
      const notice = fieldText(memberOf(after, 'text'), language);
      if (notice !== undefined) return [isolated(notice)];
      return window === undefined || action.endsWith('.certify')
        ? []
        : [words.window.windowIs(at(window.opensAtMs), at(window.closesAtMs))];
    }
    case 'race':
      return [`${subject}.`];
    case 'candidate':
      return [`${candidateIn(after) ?? subject}.`];
    case 'roll':
      return rollFigures(declared, act);
    case 'tabulation': {
      const [id, ballots] = [text('id'), text('ballots')];
      const count =
        id === undefined || ballots === undefined ? [] : [words.acts.ofCount(id, number(ballots))];
      return [`${subject}.`, ...count];
    }
    case 'ledger':
    case 'votes': {
      const votes = text('votes');
      return [`${subject}.`, ...(votes === undefined ? [] : [words.acts.votes(votes)])];
    }
    case 'proposal': {
      const proposed = text('action');
      return proposed === undefined ? [] : [words.acts.about(actName(words, proposed))];
    }
    default:
      return [`${subject}.`];
  }
}
