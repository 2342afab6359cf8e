/** Why voters are added to the roll of a rehearsal that is published. Its notices have this reason. */
export const MADE_UP = 'Électeurs inventés pour la répétition / Voters made up for the rehearsal';
