import { codeFault, credentialOf, groupedCode, groupedNas, nasFault } from './credential.ts';

describe('the credential that a voter types', () => {
  it.each([
    ['123 456 782', 'ktrw 3hxp'],
    ['\u00a0123-456–782 ', 'KTRW\u20113HXP'],
    ['l23456782', 'KTRW3HXP\u200b'],
  ])('is read as the letter means it: %s, %s', (nas, code) => {
    expect(credentialOf({ nas, code })).toEqual({ nas: '123456782', code: 'KTRW3HXP' });
  });

  it('has faults that say how much was typed', () => {
    expect(nasFault(' - ')).toEqual({ kind: 'empty' });
    expect(nasFault('123 456 78')).toEqual({ kind: 'form', length: 8 });
    expect(codeFault('KTRW 3HX')).toEqual({ kind: 'form', length: 7 });
    expect(codeFault('KTRW3HX0')).toEqual({ kind: 'form', length: 8 });
    expect(credentialOf({ nas: '123456782', code: '' })).toBeUndefined();
  });

  it('is shown in the groups of the letter', () => {
    expect(groupedNas('123456782')).toBe('123\u00a0456\u00a0782');
    expect(groupedCode('ktrw3hxp')).toBe('KTRW\u00a03HXP');
    expect(groupedCode('ktrw')).toBeUndefined();
  });
});
