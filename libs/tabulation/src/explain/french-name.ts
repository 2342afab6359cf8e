/**
 * Puts « de » before a name as French writes it: `d’Octavie`, `de Bo`. It is elided before a vowel, with or without
 * an accent or a ligature, and before a Y that is followed by a consonant (`d’Yves`, but `de Yasmine`). It is never
 * elided before an H, because only a dictionary knows whether the H is mute (Hélène) or aspirated (Hugues), and a
 * reader understands `de` before both.
 */
export function deName(name: string): string {
  return /^(?:[aeiouæœ]|y[^aeiouæœ\s])/i.test(withoutAccents(name)) ? `d’${name}` : `de ${name}`;
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{Mn}/gu, '');
}
