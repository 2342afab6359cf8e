import { deName } from './french-name.ts';

describe('« de » before a name', () => {
  it.each([
    ['Octavie Collineverte', 'd’Octavie Collineverte'],
    ['Élodie Grandvent', 'd’Élodie Grandvent'],
    ['E\u0301lodie Grandvent', 'd’E\u0301lodie Grandvent'], // the accent is a separate character
    ['Île-du-Nord', 'd’Île-du-Nord'],
    ['Œdipe Roi', 'd’Œdipe Roi'],
    ['Ursule', 'd’Ursule'],
    ['anne', 'd’anne'],
    ['Yves Pontcouvert', 'd’Yves Pontcouvert'],
    ['Ýrsa', 'd’Ýrsa'],
  ])('is elided before the vowel of %s', (name, french) => {
    expect(deName(name)).toBe(french);
  });

  it.each(['Bo', 'Yasmine', 'Yolande', 'Hélène', 'Hugues', 'Çelik', '9e', 'Y', ''])(
    'is not elided before %j',
    (name) => {
      expect(deName(name)).toBe(`de ${name}`);
    },
  );
});
