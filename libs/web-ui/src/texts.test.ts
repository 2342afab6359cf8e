import { texts } from './texts.ts';

describe('the texts of a page', () => {
  const TEXTS = texts({
    fr: { title: 'Prêt ?', list: ['a : b'], says: (name: string) => `« ${name} » !`, deep: { unit: '5 %' } },
    en: { title: 'Ready ?', list: ['a : b'], says: (name: string) => `“${name}”!`, deep: { unit: '5 %' } },
  });

  it('have no-break spaces in French, also in lists and in what functions return', () => {
    expect(TEXTS.fr.title).toBe('Prêt\u00a0?');
    expect(TEXTS.fr.list).toEqual(['a\u00a0: b']);
    expect(TEXTS.fr.says('Roy')).toBe('«\u00a0Roy\u00a0»\u00a0!');
    expect(TEXTS.fr.deep.unit).toBe('5\u00a0%');
  });

  it('are left alone in English', () => {
    expect(TEXTS.en.title).toBe('Ready ?');
  });
});
