import { texts } from '@scrutin/web-ui';

export const TURNOUT_TEXTS = texts({
  fr: {
    title: 'Participation',
    registered: 'Personnes inscrites',
    voted: 'Votes comptés',
    turnout: 'Participation',
    ofRegistered: 'des personnes inscrites',
    unknown: 'Inconnu',
    picture: (votes: string, from: string, to: string) =>
      `Votes acceptés au fil du temps, du ${from} au ${to} : ${votes} en tout. Le tableau qui suit dit la même chose.`,
    overTime: 'Votes au fil du temps',
    asTable: 'Voir les votes au fil du temps en tableau',
    from: 'À partir de',
    during: 'Votes',
    total: 'Total à la fin',
    left: 'Les intervalles sans vote sont omis.',
    none: 'Aucun vote n’a été compté.',
    soon: 'Les votes au fil du temps apparaissent ici quelques minutes après les premiers votes.',
    until: (time: string) =>
      `Les votes acceptés depuis ${time} s’ajoutent au tableau dès que leur intervalle est passé.`,
  },
  en: {
    title: 'Turnout',
    registered: 'Registered voters',
    voted: 'Votes counted',
    turnout: 'Turnout',
    ofRegistered: 'of the registered voters',
    unknown: 'Unknown',
    picture: (votes: string, from: string, to: string) =>
      `Votes accepted over time, from ${from} to ${to}: ${votes} in all. The table below says the same.`,
    overTime: 'Votes over time',
    asTable: 'See the votes over time as a table',
    from: 'From',
    during: 'Votes',
    total: 'Total at the end',
    left: 'Intervals without a vote are left out.',
    none: 'No vote was counted.',
    soon: 'The votes over time appear here some minutes after the first votes.',
    until: (time: string) => `Votes accepted since ${time} join the table when their interval has passed.`,
  },
});
