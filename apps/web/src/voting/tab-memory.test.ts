import { forgetReceived, forgetVote, rememberedVote, rememberVote, tabStore } from './tab-memory.ts';

const ID = '5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188';

describe('the memory of a tab, here without sessionStorage', () => {
  const store = tabStore();

  it('holds the key of a vote, and its submission once it is received', () => {
    rememberVote(store, 'law:A', { key: 'k1' });
    expect(rememberedVote(store, 'law:A')).toEqual({ key: 'k1' });
    rememberVote(store, 'law:A', { key: 'k1', received: { id: ID, atMs: 5 } });
    expect(rememberedVote(tabStore(), 'law:A')).toEqual({ key: 'k1', received: { id: ID, atMs: 5 } });
  });

  it('forgets received votes, and keeps those without an answer, which need the same key', () => {
    rememberVote(store, 'law:B', { key: 'k2' });
    forgetReceived(store);
    expect(rememberedVote(store, 'law:A')).toBeUndefined();
    expect(rememberedVote(store, 'law:B')).toEqual({ key: 'k2' });
    forgetVote(store, 'law:B');
    expect(store.length).toBe(0);
  });

  it('reads nothing that it did not write', () => {
    store.setItem('scrutin:vote:law:C', 'k3 not-an-id <script>');
    expect(rememberedVote(store, 'law:C')).toEqual({ key: 'k3' });
    forgetVote(store, 'law:C');
  });
});
