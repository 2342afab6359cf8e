import { onlineManager, QueryObserver } from '@tanstack/react-query';
import { createQueryClient, readAllAgain } from './query-client.ts';

afterEach(() => {
  onlineManager.setOnline(true);
});

it('fails a read without a network instead of waiting in silence', async () => {
  onlineManager.setOnline(false);
  const read = createQueryClient().query({
    queryKey: ['laws'],
    queryFn: () => Promise.reject(new Error('no network')),
  });
  await expect(read).rejects.toThrow('no network');
});

it('reads again when the network is back', async () => {
  const queries = createQueryClient();
  queries.mount();
  let reads = 0;
  const observer = new QueryObserver(queries, {
    queryKey: ['laws'],
    staleTime: 0,
    gcTime: 0,
    queryFn: () => Promise.resolve((reads += 1)),
  });
  const stop = observer.subscribe(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 20));
  onlineManager.setOnline(false);
  onlineManager.setOnline(true);
  await new Promise((resolve) => setTimeout(resolve, 20));
  stop();
  queries.unmount();
  expect(reads).toBe(2);
});

it('does not wait for a read that hangs', async () => {
  const queries = createQueryClient();
  const observer = new QueryObserver(queries, {
    queryKey: ['laws'],
    gcTime: 0,
    queryFn: () => new Promise(() => undefined),
  });
  const stop = observer.subscribe(() => undefined);
  await readAllAgain(queries, 20);
  expect(observer.getCurrentResult().fetchStatus).toBe('fetching');
  stop();
});
