import type { LawOption } from '@scrutin/election';

/** What a voter has at hand: the letter. Never logged, never in an error (P6). */
export interface VoterLetter {
  readonly nas: string;
  readonly code: string;
}

const CODE_CHARACTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export function voteBody(letter: VoterLetter, lawId: string, vote: LawOption): string {
  return `{"nas":"${letter.nas}","code":"${letter.code}","law_id":"${lawId}","vote":"${vote}"}`;
}

/** The same NAS with a code that is well formed and not the voter's: what a misread letter gives. */
export function withScrambledCode({ nas, code }: VoterLetter): VoterLetter {
  const last = CODE_CHARACTERS.indexOf(code.slice(-1));
  return { nas, code: code.slice(0, -1) + (CODE_CHARACTERS[(last + 1) % CODE_CHARACTERS.length] ?? '') };
}

/** A body that must be answered 400: five mistakes that programs and people make. */
export function malformedBody(letter: VoterLetter, lawId: string, variant: number): string {
  const { nas, code } = letter;
  switch (variant) {
    case 0:
      return `{"nas":"${nas.slice(0, 8)}","code":"${code}","law_id":"${lawId}","vote":"oui"}`;
    case 1:
      return `{"nas":"${nas}","code":"${code}00","law_id":"${lawId}","vote":"non"}`;
    case 2:
      return `{"nas":"${nas}","code":"${code}","law_id":"${lawId}","vote":"peut-etre"}`;
    case 3:
      return `{"nas":"${nas}","code":"${code}","law_id":"${lawId}"}`;
    default:
      return `{"nas":"${nas}","code":"${code}","law_id":`;
  }
}
