/**
 * « de » before a name, as French writes it: `d’Octavie`, `de Bo`. It is elided before a vowel, accents and
 * ligatures included, and before a Y that a consonant follows (`d’Yves`, but `de Yasmine`). Before an H it never
 * is: whether that is mute (Hélène) or aspirated (Hugues) only a dictionary says, and `de` is never unreadable.
 */
export function deName(name: string): string {
  return /^(?:[aeiouæœ]|y[^aeiouæœ\s])/i.test(withoutAccents(name)) ? `d’${name}` : `de ${name}`;
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{Mn}/gu, '');
}
