import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Downloads, exportsAt } from './downloads.tsx';

const downloads = exportsAt('/api/v1/results/L1/export', 'en');

test('the files are called equal to the page, and late only while voting is open', () => {
  const written = (isOpen: boolean) =>
    renderToStaticMarkup(createElement(Downloads, { downloads, isOpen, language: 'en' }));
  expect(written(false)).toContain('the same figures as this page.');
  expect(written(false)).not.toContain('behind');
  expect(written(true)).toContain('may be up to 30 seconds behind');
});
