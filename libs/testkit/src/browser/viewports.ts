/** The windows in which every page is looked at, in CSS pixels. */
export const PHONE = { width: 390, height: 844 } as const;
export const DESKTOP = { width: 1440, height: 900 } as const;
/** A window of 1280 pixels at 400 %. */
export const MAGNIFIED = { width: 320, height: 640 } as const;
