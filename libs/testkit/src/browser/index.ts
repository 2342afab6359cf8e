export { accessibilityFaults } from './accessibility-faults.ts';
export { becomes } from './becomes.ts';
export { becomesTrue } from './becomes-true.ts';
export { keyboardFaults } from './keyboard-faults.ts';
export { useBrowser } from './use-browser.ts';
export { DESKTOP, MAGNIFIED, PHONE } from './viewports.ts';
export { scrollsSideways } from './scrolls-sideways.ts';
export type { Locator, Page, Route } from 'playwright-core';
export { visit } from './visit.ts';
