import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { CandidatePhoto } from './candidate-photo.tsx';

const written = (address: string | null, on: 'ballot' | 'result') =>
  renderToStaticMarkup(createElement(CandidatePhoto, { address, on }));

test.each(['ballot', 'result'] as const)('a photo that this site stores is shown on a %s', (on) => {
  expect(written('/api/v1/photos/ab12', on)).toContain('src="/api/v1/photos/ab12"');
});

test.each([null, 'https://other.example/a.jpg', '//other.example/a.jpg', '/\\other.example/a.jpg', '/en/'])(
  'any other address is not: %j',
  (address) => {
    for (const on of ['ballot', 'result'] as const) expect(written(address, on)).toBe('');
  },
);
