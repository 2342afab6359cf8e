import type { RuleSet } from '@scrutin/tabulation';
import type { Words } from './words.ts';

export const FRENCH: Words = {
  title: 'Déclaration des résultats',
  draftTitle: 'Déclaration des résultats (brouillon)',
  draftMark: 'BROUILLON\u00a0: le résultat n’est pas certifié',
  rehearsalMark: 'RÉPÉTITION\u00a0: ce n’est pas un vrai vote, et il est sans effet',
  page: 'Page {page} de {pages}',
  none: 'Aucun',
  colon: '\u00a0: ',
  semicolon: '\u00a0; ',
  identity: {
    caption: 'Le scrutin',
    contest: 'Scrutin',
    kind: { law: 'Référendum sur une loi', election: 'Élection' },
    identifier: 'Identifiant',
    purposeHead: 'Nature',
    purpose: { real: 'Vrai scrutin', rehearsal: 'Répétition, sans effet' },
    zone: 'Fuseau horaire',
    approvalHead: 'Approbation',
    approval: {
      'two-officials': 'Deux responsables\u00a0: une personne propose, une autre approuve',
      'single-official': 'Une seule personne responsable agit',
    },
    certified: 'Certifié',
    certifiedBy: 'Par',
    approvedBy: 'Avec l’approbation de',
    notCertified: 'Non certifié',
    reason: 'Motif',
  },
  outcome: {
    heading: 'Résultat',
    caption: 'Les personnes élues dans chaque circonscription',
    race: 'Circonscription',
    elected: 'Personnes élues',
    vacant: 'Sièges vacants',
    nobody: 'Personne',
    unopposed: (name) => `${name} (sans concurrence, par acclamation)`,
    notCounted: 'Aucun dépouillement n’est publié.',
    verdict: {
      adopted: 'La loi est adoptée.',
      rejected: 'La loi est rejetée.',
      tied: 'Il y a égalité\u00a0: la loi n’est pas adoptée.',
      'quorum-not-met': 'Le quorum n’est pas atteint\u00a0: le vote ne décide pas de la loi.',
    },
  },
  rules: {
    heading: 'Règles',
    caption: 'Les règles du scrutin',
    method: {
      single_choice: 'Chaque bulletin nomme une candidature',
      ranked_choice: 'Chaque bulletin classe des candidatures',
    },
    methodHead: 'Bulletin',
    seats: 'Sièges',
    ranks: 'Nombre maximal de rangs',
    uncontestedHead: 'Pas plus de candidatures que de sièges',
    uncontested: {
      acclaim: 'Elles sont élues sans vote, par acclamation',
      vote: 'Il leur faut des voix pour être élues',
    },
    countHead: 'Dépouillement',
    tiesHead: 'Égalités',
    onRecord: 'Règles inscrites au registre',
    threshold: 'Seuil',
    quorum: 'Quorum',
    noQuorum: 'Aucun',
    question: 'Objet',
    blankHead: 'Votes blancs',
    blank: {
      allowed: 'Permis\u00a0: ils comptent pour la participation et le quorum, et pour aucun côté',
      'not-allowed': 'Non permis',
    },
    recordHead: 'Bulletins publics',
    record: {
      published: 'Tout le monde peut recompter les bulletins',
      'not-published': 'Les bulletins ne deviennent pas publics',
    },
    majority: 'Plus de votes pour que contre\u00a0; en cas d’égalité, la loi n’est pas adoptée',
    atLeast: (share, base) =>
      `Au moins ${share} ${base === 'valid' ? 'des votes valides' : 'des bulletins, blancs compris'}`,
    moreThanHalf: 'Plus de la moitié des bulletins, blancs compris',
    quorumVotes: (votes) => `${votes} votes, blancs compris`,
    largerQuorum: 'le plus grand s’applique',
    quorumShare: (share, voters) => `${share} des ${voters} personnes inscrites`,
    counting,
    ties,
  },
  window: {
    heading: 'Période de vote',
    caption: 'Quand le vote a eu lieu',
    opens: 'Ouverture',
    closes: 'Clôture',
    changesHeading: 'Changements de la période de vote et des candidatures après la publication',
    changesCaption: 'Les changements de la période de vote et des candidatures, dans leur ordre',
    noChanges: 'Ni la période de vote ni les candidatures n’ont changé après la publication.',
    when: 'Quand',
    change: 'Changement',
    reason: 'Motif',
    windowIs: (opens, closes) => `Ouverture\u00a0: ${opens}. Clôture\u00a0: ${closes}.`,
    withdrawn: (name, at) => `Candidature retirée\u00a0: ${name}, le ${at}.`,
    reinstated: (name) => `Retrait de candidature annulé\u00a0: ${name}.`,
  },
  roll: {
    heading: 'Liste électorale',
    caption: 'La liste',
    byRegion: 'La liste par région',
    historyCaption: 'Les inscriptions, les remplacements et les radiations',
    none: 'Il n’y a pas de liste électorale.',
    voters: 'Personnes inscrites',
    credentials: 'Lettres émises',
    replaced: 'Remplacées par une autre lettre',
    revoked: 'Révoquées',
    void: 'Sans valeur',
    region: 'Région',
    added: 'Changement',
  },
  turnout: {
    heading: 'Participation',
    caption: 'Les votes et la participation',
    voters: 'Personnes inscrites',
    counted: 'Votes comptés',
    turnout: 'Participation',
    valid: 'Votes valides',
    named: 'Votes pour une candidature',
    blank: 'Votes blancs',
    rejected: 'Envois rejetés',
    rejectedCaption: 'Les envois rejetés, par motif',
    rejectedNote: 'Une personne peut faire plusieurs envois, dont un au plus est compté.',
    reason: {
      malformed: 'Illisible',
      'unknown-contest': 'Le scrutin n’existe pas',
      'not-open': 'Avant l’ouverture',
      closed: 'Après la clôture',
      'unknown-credential': 'La personne n’est pas sur la liste électorale',
      'wrong-region': 'La personne vote dans une autre région',
      'invalid-selection': 'Le choix n’existe pas',
      'unknown-candidate': 'La candidature n’existe pas',
      'withdrawn-candidate': 'La candidature est retirée',
      'repeated-candidate': 'Une candidature est classée deux fois',
      'too-many-ranks': 'Trop de rangs',
      'ranking-not-allowed': 'Les rangs ne sont pas permis',
      'blank-not-allowed': 'Le vote blanc n’est pas permis',
      'already-voted': 'La personne a déjà voté',
      'void-credential': 'La lettre a été remplacée ou révoquée',
      'rate-limited': 'Trop de tentatives',
    },
    number: 'Nombre',
    reasonHead: 'Motif',
  },
  count: {
    figures: 'Voix',
    candidate: 'Candidature',
    party: 'Parti',
    independent: 'Sans parti',
    firstVotes: 'Premier tour',
    lastVotes: 'Dernier tour',
    votes: 'Voix',
    share: 'Part',
    outcomeHead: 'Issue',
    elected: 'Obtient un siège',
    acclaimed: 'Obtient un siège par acclamation',
    notElected: 'Sans siège',
    withdrawn: 'Candidature retirée',
    roundsHeading: 'Tours',
    roundsCaption: (from, to) =>
      from === to ? `Les voix au tour ${from}` : `Les voix aux tours ${from} à ${to}`,
    round: (number) => `Tour ${number}`,
    inactive: 'Voix inactives',
    explanationHeading: 'Le dépouillement en mots',
    lotsHeading: 'Tirages au sort',
    noLots: 'Il n’y a pas eu de tirage au sort.',
    lotCaption: (number) => `Tirage ${number}`,
    lotFor: {
      elect: 'L’élection',
      eliminate: 'L’élimination',
      'transfer-first': 'Le premier transfert d’excédent',
    },
    lotPurpose: 'Tiré pour',
    tied: 'À égalité',
    drawn: 'Ordre tiré',
    method: 'Mode du tirage',
    drawnBy: 'Tiré par',
    witnesses: 'Témoins',
    recorded: 'Inscrit au registre',
    ofCount: 'Pour le dépouillement',
    publicationsHeading: 'Dépouillements publiés',
    publicationsCaption: 'Tous les dépouillements publiés, dans leur ordre',
    publication: 'Dépouillement',
    publishedAt: 'Publié le',
    countedAt: 'Fait le',
    ballots: 'Bulletins',
    reason: 'Motif',
    stands: 'État',
    standing: 'Fait foi',
    replacedSince: 'Remplacé depuis',
    notPublished: 'Aucun dépouillement n’est publié.',
  },
  outstanding: {
    heading: 'Votes que le résultat ne comprend pas',
    none: 'Tous les votes acceptés ont été comptés ou rejetés avant la certification.',
    difference: (contest, votes) =>
      `Votes acceptés de ${contest} qui n’étaient ni comptés ni rejetés\u00a0: ${votes}.`,
    surplus: (contest, votes) => `Votes de ${contest} traités sans avoir été reçus\u00a0: ${votes}.`,
    unreported: (votes) =>
      `Votes dont les reçus manquent, si bien que leur scrutin n’est pas connu\u00a0: ${votes}.`,
    intakes: (processes) =>
      `Processus de réception qui n’avaient pas déclaré tous les votes acceptés avant la clôture\u00a0: ${processes}.`,
    unknown: (contest, votes) =>
      `Votes acceptés de ${contest} dont la base de données ne savait rien\u00a0: ${votes}.`,
    explained: (contest, votes) =>
      `Votes acceptés de ${contest} qui n’étaient ni comptés ni rejetés, et qu’une autorité a expliqués\u00a0: ${votes}. Les actes ci-dessous disent comment.`,
    explainedSurplus: (contest, votes) =>
      `Votes de ${contest} traités sans avoir été reçus, et qu’une autorité a expliqués\u00a0: ${votes}. Les actes ci-dessous disent comment.`,
    explainedUnreported: (votes) =>
      `Votes dont les reçus manquent, si bien que leur scrutin n’est pas connu, et qu’une autorité a expliqués\u00a0: ${votes}. Les actes ci-dessous disent comment.`,
    because: 'Motif de la certification sans eux',
  },
  rollFigures: {
    issued: (letters) => `Lettres émises en tout\u00a0: ${letters}.`,
    added: (letters) => `Lettres ajoutées\u00a0: ${letters}.`,
    instead: (letters) => `Lettres de la liste précédente, que celle-ci remplace\u00a0: ${letters}.`,
    replaced: (letters) => `Lettres remplacées\u00a0: ${letters}.`,
    revoked: (letters) => `Lettres révoquées\u00a0: ${letters}.`,
    released: (claims) => `Réservations libérées\u00a0: ${claims}.`,
  },
  acts: {
    heading: 'Actes',
    caption: 'Les actes sur ce scrutin, dans leur ordre',
    note: (configuring) =>
      `Actes qui ont configuré ce scrutin avant sa publication\u00a0: ${configuring}. Ils figurent au registre des actes, et non ici.`,
    when: 'Quand',
    act: 'Acte',
    by: 'Par',
    proposed: (by, at) => `Proposé par ${by} le ${at}.`,
    proposedBy: (by) => `Proposé par ${by}.`,
    approved: (by) => `Approuvé par ${by}.`,
    found: (by) => `Constaté quand ${by} voulait l’approuver.`,
    reason: (reason) => `Motif\u00a0: ${reason}`,
    ofCount: (id, ballots) => `Dépouillement ${id}, de ${ballots} bulletins.`,
    votes: (votes) => `Votes\u00a0: ${votes}.`,
    about: (act) => `Acte proposé\u00a0: ${act}.`,
    name: {
      create: 'Création',
      change: 'Changement',
      rehearse: 'Création comme répétition',
      schedule: 'Publication et mise au calendrier',
      unschedule: 'Retrait de la publication',
      open: 'Ouverture immédiate',
      extend: 'Report de la clôture',
      close: 'Clôture anticipée',
      cancel: 'Annulation de l’ouverture ou de la clôture anticipée',
      certify: 'Certification',
      notice: 'Avis public',
      'race.put': 'Configuration d’une circonscription',
      'race.remove': 'Suppression d’une circonscription',
      'candidate.create': 'Ajout d’une candidature',
      'candidate.change': 'Changement d’une candidature',
      'candidate.order': 'Changement de l’ordre du bulletin',
      'candidate.remove': 'Suppression d’une candidature',
      'candidate.withdraw': 'Retrait d’une candidature',
      'candidate.reinstate': 'Annulation du retrait d’une candidature',
      'roll.record': 'Inscription de la liste électorale',
      'roll.replace': 'Remplacement de lettres',
      'roll.revoke': 'Révocation de lettres',
      'roll.release': 'Libération de réservations sans vote compté',
      'tabulation.record': 'Dépouillement',
      'tabulation.publish': 'Publication d’un dépouillement',
      'tabulation.supersede': 'Publication d’un autre dépouillement, qui remplace celui qui faisait foi',
      'tabulation.reinstate': 'Nouvelle publication d’un dépouillement antérieur',
      'lot.record': 'Inscription d’un tirage au sort',
      'ledger.explain': 'Explication d’un écart du bilan des votes',
      'votes.discard': 'Suppression d’un message illisible',
      'proposal.refuse': 'Refus d’une proposition',
      'proposal.withdraw': 'Retrait d’une proposition',
      'proposal.expire': 'Proposition expirée',
      'proposal.approve': 'Proposition approuvée',
      'proposal.void': 'Proposition nulle',
      'proposal.make': 'Proposition',
    },
  },
  digests: {
    heading: 'Empreintes',
    caption: 'Les empreintes SHA-256 inscrites au registre',
    note: 'Ces empreintes permettent de vérifier que la liste, les bulletins et les dépouillements du registre sont ceux de cette déclaration.',
    of: 'De',
    digest: 'SHA-256',
    roll: 'La liste électorale',
    ballots: (contest) => `Les bulletins de ${contest}`,
    result: (contest) => `Le dépouillement qui fait foi pour ${contest}`,
    notOnRecord: 'Pas au registre',
  },
  signatures: {
    heading: 'Signatures',
    text: 'Nous déclarons que ceci est le résultat du scrutin, tel qu’il est inscrit au registre.',
    draft: 'Un brouillon ne se signe pas.',
    official: 'Responsable du scrutin',
    certified: 'Responsable qui a certifié le résultat',
    proposed: 'Responsable qui a proposé la certification',
    approved: 'Responsable qui a approuvé la certification',
    second: 'Deuxième responsable',
    witness: 'Témoin',
    name: 'Nom',
    signature: 'Signature',
    date: 'Lieu et date',
  },
};

function counting(rules: RuleSet): string {
  switch (rules.rule) {
    case 'plurality':
      return 'Les candidatures qui ont le plus de voix prennent les sièges.';
    case 'referendum':
      return 'Les votes pour la loi sont comparés au seuil.';
    case 'irv':
      return (
        'Vote préférentiel à un siège. Tant que personne n’a plus de la moitié des voix ' +
        `${rules.majorityOf === 'round' ? 'encore actives' : 'actives au premier tour'}, la dernière candidature est ` +
        'éliminée, et ses voix passent au choix suivant.'
      );
    case 'rctab':
      return `Les règles de RCTab 2.0.1, en mode ${rules.winnerElectionMode}.`;
    case 'scottish-stv-2011':
      return (
        'Vote unique transférable selon les règles de dépouillement du Scottish Local Government Elections Order 2011 ' +
        '(SSI 2011/399)\u00a0: le quota est le nombre de bulletins valides divisé par le nombre de sièges plus un, auquel on ajoute un.'
      );
    case 'wigm-prf':
      return 'Vote unique transférable selon la règle de référence WIGM de la Proportional Representation Foundation.';
    case 'meek-prf':
      return 'Vote unique transférable selon la règle de référence de la Proportional Representation Foundation pour la méthode de Meek.';
  }
}

function ties(rules: RuleSet): string {
  switch (rules.rule) {
    case 'referendum':
      return 'En cas d’égalité, la loi n’est pas adoptée.';
    case 'rctab':
      return `Selon le mode ${rules.tiebreakMode} de RCTab.`;
    case 'wigm-prf':
    case 'meek-prf':
      return rules.order.length === 0
        ? 'Par un ordre des candidatures fixé d’avance.'
        : `Par un ordre tiré d’avance\u00a0: ${rules.order.join(', ')}.`;
    case 'irv':
    case 'plurality':
    case 'scottish-stv-2011': {
      const drawn =
        rules.order.length === 0
          ? 'par tirage au sort'
          : `par un ordre tiré d’avance\u00a0: ${rules.order.join(', ')}`;
      const usesRounds = rules.rule === 'scottish-stv-2011' || (rules.rule === 'irv' && rules.ties !== 'lot');
      return usesRounds
        ? `Par le dernier tour antérieur qui départage les candidatures, sinon ${drawn}.`
        : `${drawn.replace('par', 'Par')}.`;
    }
  }
}
