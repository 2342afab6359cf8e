import { REJECTION_REASONS } from '@scrutin/election';
import {
  ACCEPTED_MESSAGE,
  ACCEPTED_UNDER_KEY_MESSAGE,
  explainSubmission,
  inRehearsal,
} from '../public/submission-texts.ts';
import { LANGUAGES, textIn } from './language.ts';
import { problem, problemBody, problemTypeUri } from './problem.ts';
import type { ProblemType } from './problem-catalogue.ts';
import { PROBLEM_CATALOGUE } from './problem-catalogue.ts';

const TYPES = Object.keys(PROBLEM_CATALOGUE) as ProblemType[];

describe('the problem catalogue', () => {
  it.each(TYPES)('%s has its own title and detail in each language, and a valid body', (type) => {
    const [fr, en] = LANGUAGES.map((language) => problem(type, language));
    expect(problemBody.parse(fr)).toEqual(fr);
    expect(fr?.type).toBe(en?.type);
    expect(fr?.type).toBe(problemTypeUri(type));
    expect(fr?.title).not.toBe(en?.title);
    expect(fr?.detail).not.toBe(en?.detail);
    expect(fr?.status).toBeGreaterThanOrEqual(400);
  });

  it('has different texts for different problems', () => {
    for (const language of LANGUAGES) {
      expect(new Set(TYPES.map((type) => problem(type, language).title)).size).toBe(TYPES.length);
      expect(new Set(TYPES.map((type) => problem(type, language).detail)).size).toBe(TYPES.length);
    }
  });

  it('does not mention votes in problems of reading, and names everything that may be unknown', () => {
    for (const language of LANGUAGES) {
      expect(problem('malformed-query', language).detail).not.toMatch(/vote/i);
    }
    expect(problem('unknown-contest', 'fr').detail).toMatch(/loi.*élection.*région/);
    expect(problem('unknown-contest', 'en').detail).toMatch(/law.*election.*region/);
  });

  it('has exactly the extra members that are passed', () => {
    const errors = [{ field: 'nas', message: 'x' }];
    expect(problem('malformed', 'en', { errors })).toMatchObject({ status: 400, errors });
    expect(Object.keys(problem('closed', 'en'))).toEqual(['type', 'title', 'status', 'detail']);
  });
});

describe('the waiting time', () => {
  it.each(TYPES.filter((type) => PROBLEM_CATALOGUE[type].detail.en.includes('{wait}')))(
    'is in the text of %s, written out, and in a member',
    (type) => {
      for (const [seconds, fr, en] of [
        [1, '1 seconde[^s]', '1 second[^s]'],
        [30, '30 secondes', '30 seconds'],
      ] as const) {
        const extras = { retry_after_seconds: seconds };
        for (const [language, text] of [
          ['fr', fr],
          ['en', en],
        ] as const) {
          const { detail, retry_after_seconds: member } = problem(type, language, extras);
          expect(detail).toMatch(new RegExp(text));
          expect(member).toBe(seconds);
        }
      }
    },
  );

  it('is always in the text and never only in a header', () => {
    for (const type of TYPES) {
      for (const language of LANGUAGES) expect(problem(type, language).detail).not.toMatch(/Retry-After|\{/);
    }
  });

  it('is in the text of every 429 and 503', () => {
    for (const type of TYPES) {
      const { status, detail } = PROBLEM_CATALOGUE[type];
      if (status !== 429 && status !== 503) continue;
      expect(detail.fr).toContain('{wait}');
      expect(detail.en).toContain('{wait}');
    }
  });
});

describe('the answer when it is unknown whether a vote was received', () => {
  it('says that it is unknown, and that voting again is safe', () => {
    expect(problem('broker-unavailable', 'en').detail).toMatch(
      /may have been received, or not.*Idempotency-Key.*already-voted/,
    );
    expect(problem('broker-unavailable', 'fr').detail).toMatch(
      /peut-être été reçu, peut-être pas.*Idempotency-Key.*already-voted/,
    );
    expect(problem('internal', 'en').detail).toMatch(/may have been received/);
    for (const type of ['broker-unavailable', 'internal'] as const) {
      expect(problem(type, 'en').detail).not.toMatch(/not accepted|not recorded|No vote/i);
      expect(problem(type, 'fr').detail).not.toMatch(/pas accepté|n’a été enregistré/i);
    }
  });
});

describe('the texts of a submission', () => {
  it('explain every rejection reason differently, in both languages', () => {
    const texts = LANGUAGES.flatMap((language) =>
      REJECTION_REASONS.map((reason) => explainSubmission({ state: 'rejected', reason }, language)),
    );
    expect(new Set(texts).size).toBe(REJECTION_REASONS.length * LANGUAGES.length);
  });

  it('say that a vote is counted only once it is', () => {
    expect(ACCEPTED_MESSAGE.en).not.toMatch(/was counted|is counted\./);
    expect(ACCEPTED_UNDER_KEY_MESSAGE.en).not.toMatch(/counted/);
    expect(explainSubmission({ state: 'queued' }, 'en')).not.toMatch(/was counted|is counted\./);
    expect(explainSubmission({ state: 'counted' }, 'fr')).toMatch(/compté/);
  });

  it('refer to no header, and promise no more about a waiting vote than is known', () => {
    for (const text of [...Object.values(ACCEPTED_MESSAGE), ...Object.values(ACCEPTED_UNDER_KEY_MESSAGE)]) {
      expect(text).toContain('location');
      expect(text).not.toMatch(/header|en-tête/);
    }
    expect(explainSubmission({ state: 'queued' }, 'en')).toMatch(/still waiting much later, vote again/);
    expect(explainSubmission({ state: 'queued' }, 'fr')).not.toMatch(/inutile/);
  });

  it('tell a person who votes twice that a vote cannot be changed', () => {
    const outcome = { state: 'rejected', reason: 'already-voted' } as const;
    expect(explainSubmission(outcome, 'en')).toMatch(
      /the first one remains valid, and a vote cannot be changed/,
    );
    expect(explainSubmission(outcome, 'fr')).toMatch(
      /le premier reste valable, et un vote ne peut pas être changé/,
    );
  });
});

/** A plain space where French typography wants a no-break space. */
const PLAIN_SPACE = / [:;!?%»]|« /;

describe('French texts on their way out', () => {
  it('have no plain space before : ; ! ? % and », nor after «', () => {
    for (const type of TYPES) {
      const { title, detail } = problem(type, 'fr', { retry_after_seconds: 5 });
      expect(`${title} ${detail}`).not.toMatch(PLAIN_SPACE);
    }
    const outcomes = REJECTION_REASONS.map((reason) => ({ state: 'rejected', reason }) as const);
    for (const outcome of [...outcomes, { state: 'queued' } as const, { state: 'counted' } as const]) {
      for (const purpose of ['real', 'rehearsal'] as const) {
        expect(explainSubmission(outcome, 'fr', purpose)).not.toMatch(PLAIN_SPACE);
      }
    }
    expect(textIn('fr', inRehearsal(ACCEPTED_MESSAGE))).not.toMatch(PLAIN_SPACE);
  });

  it('have them in what is wrong with a field as well, and English is left as it is', () => {
    const errors = [{ field: 'vote', message: 'Donnez « oui » ; rien d’autre !' }];
    expect(problem('invalid', 'fr', { errors }).errors).toEqual([
      { field: 'vote', message: 'Donnez «\u00a0oui\u00a0»\u00a0; rien d’autre\u00a0!' },
    ]);
    expect(problem('invalid', 'en', { errors }).errors).toEqual(errors);
  });
});
