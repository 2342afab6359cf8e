import { texts } from '@scrutin/web-ui';

/** `1er`, `2e` in French; `1st`, `2nd` in English. */
function ordinalFr(rank: number): string {
  return rank === 1 ? '1er' : `${rank}e`;
}

const ENGLISH = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIXES: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

function ordinalEn(rank: number): string {
  return `${rank}${SUFFIXES[ENGLISH.select(rank)] ?? 'th'}`;
}

export const TEXTS = texts({
  fr: {
    legend: 'Classez les personnes par ordre de préférence',
    explained: (most: number, all: number) =>
      `1 est votre premier choix. Classez une personne ou plusieurs${most < all ? `, ${most} au plus` : ''} : c’est vous qui décidez.`,
    progress: (ranked: number, most: number) =>
      ranked >= most
        ? `Vous avez classé ${ranked} ${ranked < 2 ? 'personne' : 'personnes'} : c’est le maximum.`
        : `Vous avez classé ${ranked} ${ranked < 2 ? 'personne' : 'personnes'} sur ${most}.${ranked === 0 ? '' : ' Vous pouvez en classer d’autres.'}`,
    give: (rank: number) => `Donner le rang ${rank}`,
    to: (name: string) => ` à ${name}`,
    remove: 'Retirer',
    removeWho: (name: string) => ` ${name} du classement`,
    up: 'Monter',
    upWho: (name: string, rank: number) => ` ${name} au rang ${rank}`,
    down: 'Descendre',
    downWho: (name: string, rank: number) => ` ${name} au rang ${rank}`,
    rank: (rank: number) => `${ordinalFr(rank)} choix`,
    unranked: 'sans rang',
    full: (most: number) => `Les ${most} rangs sont donnés. Retirez d’abord une personne.`,
    putInOrder: 'Mettre la liste dans l’ordre de mes rangs',
    ballotOrder: 'Remettre la liste dans l’ordre du bulletin',
    inOrder: 'La liste est dans l’ordre de vos rangs.',
    inBallotOrder: 'La liste est dans l’ordre du bulletin.',
    asLists: 'Choisir les rangs dans des listes déroulantes',
    asButtons: 'Choisir les rangs avec des boutons',
    rankOf: 'Rang de',
    noRank: 'Sans rang',
    said: (name: string, rank: number | undefined) =>
      rank === undefined ? `${name} n’a plus de rang.` : `${name} a le rang ${rank}.`,
    order: (names: readonly string[]) => (names.length === 0 ? '' : `Votre ordre : ${names.join(' ; ')}.`),
    blankBox: 'Je vote blanc',
    blankOn: 'Votre vote est blanc. Vos rangs sont gardés au cas où vous changez d’avis.',
    blankOff: 'Votre vote n’est plus blanc.',
  },
  en: {
    legend: 'Rank the people in your order of preference',
    explained: (most: number, all: number) =>
      `1 is your first choice. Rank one person or more${most < all ? `, at most ${most}` : ''}: you decide.`,
    progress: (ranked: number, most: number) =>
      ranked >= most
        ? `You have ranked ${ranked} ${ranked === 1 ? 'person' : 'people'}: that is the most.`
        : `You have ranked ${ranked} of ${most}.${ranked === 0 ? '' : ' You may rank more.'}`,
    give: (rank: number) => `Give rank ${rank}`,
    to: (name: string) => ` to ${name}`,
    remove: 'Remove',
    removeWho: (name: string) => ` ${name} from the ranking`,
    up: 'Move up',
    upWho: (name: string, rank: number) => ` ${name} to rank ${rank}`,
    down: 'Move down',
    downWho: (name: string, rank: number) => ` ${name} to rank ${rank}`,
    rank: (rank: number) => `${ordinalEn(rank)} choice`,
    unranked: 'no rank',
    full: (most: number) => `All ${most} ranks are given. Remove a person first.`,
    putInOrder: 'Put the list in the order of my ranks',
    ballotOrder: 'Put the list back in the order of the ballot',
    inOrder: 'The list is in the order of your ranks.',
    inBallotOrder: 'The list is in the order of the ballot.',
    asLists: 'Choose the ranks in drop-down lists',
    asButtons: 'Choose the ranks with buttons',
    rankOf: 'Rank of',
    noRank: 'No rank',
    said: (name: string, rank: number | undefined) =>
      rank === undefined ? `${name} has no rank any more.` : `${name} has rank ${rank}.`,
    order: (names: readonly string[]) => (names.length === 0 ? '' : `Your order: ${names.join('; ')}.`),
    blankBox: 'I cast a blank vote',
    blankOn: 'Your vote is blank. Your ranks are kept in case you change your mind.',
    blankOff: 'Your vote is no longer blank.',
  },
});
