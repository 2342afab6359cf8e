import { createOfficeClient } from './office-client.ts';

it('limits a read, and lets a count take as long as it needs', async () => {
  const limited: boolean[] = [];
  const sender = { language: 'fr', csrfToken: 'token', answeredAtMs: 0, onSessionEnd: undefined } as const;
  const client = createOfficeClient({ ...sender }, (_, { signal }) => {
    limited.push(signal !== null);
    return Promise.reject(new TypeError('no network'));
  });
  await client.call('laws');
  await client.call('logout');
  await client.call('tabulateLaw', { params: { id: 'EAU' } });
  expect(limited).toEqual([true, true, false]);
});
