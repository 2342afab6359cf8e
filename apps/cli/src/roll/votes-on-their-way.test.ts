import { votesOnTheirWay } from './votes-on-their-way.ts';

describe('whether claims may be released', () => {
  it('is not guessed without the management API: the refusal names the setting to give', async () => {
    const refused = votesOnTheirWay({ AMQP_URL: 'amqp://localhost' });
    await expect(refused).rejects.toThrow(/^Set AMQP_MANAGEMENT_URL, .* Nothing was released\.$/);
  });
});
