import { foldName } from './candidate-name.ts';

/** What a cell of a rank says when it names nobody. */
export type NoChoice = 'skipped' | 'overvote' | 'uncertain';

/** Always written for a rank without a mark by the vendors of voting systems. */
const SKIPPED = new Set([
  'undervote',
  'undervotes',
  'undervoted',
  'skipped',
  'skippedrank',
  'skippedranking',
]);
const OVERVOTE = new Set(['overvote', 'overvotes', 'overvoted']);
/** May stand for no choice, for a blank ballot, or for an option of that name: whoever counts must say which. */
const UNCERTAIN = new Set([
  ...[
    '',
    'blank',
    'blanks',
    'empty',
    'none',
    'noone',
    'nobody',
    'novote',
    'nochoice',
    'noselection',
    'nopreference',
  ],
  ...[
    'notvoted',
    'na',
    'nan',
    'null',
    'nil',
    'undefined',
    'missing',
    'unmarked',
    'abstain',
    'abstained',
    'abstention',
  ],
  ...[
    'exhausted',
    'spoiled',
    'spoilt',
    'spoiledballot',
    'invalid',
    'rejected',
    'void',
    'uwi',
    'other',
    'others',
  ],
  ...[
    'blanc',
    'blancs',
    'bulletinblanc',
    'voteblanc',
    'vide',
    'nul',
    'nuls',
    'nulle',
    'bulletinnul',
    'votenul',
  ],
  ...[
    'aucun',
    'aucune',
    'aucunchoix',
    'personne',
    'annulé',
    'annulée',
    'rejeté',
    'invalide',
    'sansobjet',
    'autre',
    'autres',
  ],
  ...['skip', 'votemultiple', 'survote', 'sousvote', 'rangsauté', 'true', 'false'],
]);
/** What a spreadsheet writes into a cell that it could not work out. */
const SPREADSHEET_ERROR = /^#[a-z0-9]+(?:\/0)?[!?]$/iu;
const PARTS_OF_UNCERTAIN = /under-?vote|over-?vote|write-?in|unresolved|ajoutéàlamain|nomajouté/u;

/** "None of the above", in the words of ballots: an option where the law has one, else no choice. */
const NONE_OF_THEM =
  /^(?:noneof|nobodyof|nooneof|neither|nota$|noabove|againstall|contretous|aucune?(?:d|ci)|nilun|personned|rienduto|keine[rs]?(?:d|von)|ningun[oa]?de)/u;

/** What a cell says if it names nobody; undefined for what may be a name. */
export function noChoiceOf(cell: string): NoChoice | undefined {
  const name = foldName(cell);
  if (name === '') return 'skipped';
  const word = name.toLowerCase().replace(/[\s\p{P}\p{S}]/gu, '');
  const plain = name.toLowerCase().replace(/[\s_-]/gu, '');
  if (SKIPPED.has(plain)) return 'skipped';
  if (OVERVOTE.has(plain)) return 'overvote';
  return UNCERTAIN.has(word) ||
    NONE_OF_THEM.test(word) ||
    SPREADSHEET_ERROR.test(name) ||
    PARTS_OF_UNCERTAIN.test(name.toLowerCase().replace(/[\s_]/gu, ''))
    ? 'uncertain'
    : undefined;
}
