import { nodeDigest } from '@scrutin/service-runtime';
import { addressNames } from './address-names.ts';

const pepper = new Uint8Array(32).fill(7);

describe('the name under which an address is counted (P6)', () => {
  const nameOf = addressNames(pepper, nodeDigest);

  it('is the same on every replica during a window, and differs in the next window', () => {
    const name = nameOf('192.0.2.1', 5);
    expect(nameOf('192.0.2.1', 5)).toBe(name);
    expect(addressNames(pepper, nodeDigest)('192.0.2.1', 5)).toBe(name);
    expect(nameOf('192.0.2.1', 6)).not.toBe(name);
    expect(nameOf('192.0.2.1', 5)).toBe(name);
    expect(nameOf('192.0.2.2', 5)).not.toBe(name);
  });

  it('does not reveal the address without the secret', () => {
    expect(nameOf('192.0.2.1', 5)).not.toContain('192');
    expect(addressNames(new Uint8Array(32), nodeDigest)('192.0.2.1', 5)).not.toBe(nameOf('192.0.2.1', 5));
  });
});
