import type { Page } from 'playwright-core';

/** Collects what Tab has to reach, in the order of the document, of a page that has just been opened. */
const COLLECT = `(() => {
  const isEntry = (radio) => {
    const group = [...document.querySelectorAll('input[type=radio]')].filter(
      (each) => each.name === radio.name && each.form === radio.form && !each.disabled);
    return radio === (group.find((each) => each.checked) ?? group[0]);
  };
  const selector = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  window.tabbable = [...document.querySelectorAll(selector)].filter(
    (each) => !each.disabled && each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true })
      && (each.type !== 'radio' || isEntry(each)));
  return window.tabbable.length;
})()`;

/** Where the focus is, and whether somebody sees it: a row may draw the outline for the control inside it. */
const FOCUSED = `(() => {
  const focused = document.activeElement;
  const { top, bottom, width } = focused.getBoundingClientRect();
  const outlined = [focused, focused.parentElement, focused.parentElement?.parentElement].some((each) => {
    const style = each instanceof Element ? getComputedStyle(each) : undefined;
    return style !== undefined && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  return {
    index: window.tabbable.indexOf(focused),
    name: focused.tagName + ' ' + (focused.textContent || focused.getAttribute('aria-label') || focused.id).slice(0, 60),
    isSeen: outlined && width > 0 && bottom > 0 && top < innerHeight,
  };
})()`;

interface Focused {
  readonly index: number;
  readonly name: string;
  readonly isSeen: boolean;
}

/** A control of several parts, such as a date with its time, takes this many presses at most. */
const MOST_PARTS = 10;

/**
 * Presses Tab from the top of a page that has just been opened to its end.
 *
 * @returns one line for each control that Tab passes over, reaches in another order than the document has, keeps, or
 * does not visibly focus; empty if the keyboard reaches everything
 */
export async function keyboardFaults(page: Page): Promise<string[]> {
  const count = await page.evaluate<number>(COLLECT);
  const faults: string[] = [];
  let last = -1;
  let presses = 0;
  while (last < count - 1) {
    await page.keyboard.press('Tab');
    const { index, name, isSeen } = await page.evaluate<Focused>(FOCUSED);
    if (index === last && ++presses < MOST_PARTS) continue;
    if (index !== last + 1) return [...faults, `Tab goes from ${last} to ${index} of ${count}: ${name}`];
    if (!isSeen) faults.push(`The focus is not seen: ${name}`);
    last = index;
    presses = 0;
  }
  return faults;
}
