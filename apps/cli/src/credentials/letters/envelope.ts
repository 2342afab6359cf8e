/** Millimetres and inches, in points of 1/72 inch. */
const mm = (length: number): number => (length * 72) / 25.4;
const inch = (length: number): number => length * 72;

export const ENVELOPES = ['din-c5-6', 'us-10'] as const;
export type EnvelopeName = (typeof ENVELOPES)[number];

/** How a letter is laid out so that it folds into an envelope with a window. All lengths are in points. */
export interface Envelope {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** Where the sheet is folded, from its top. */
  readonly folds: readonly [number, number];
  /** The part of the sheet that the window shows however the sheet lies in the envelope. */
  readonly window: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

/**
 * - `din-c5-6`: A4 for envelopes DIN lang or C5/6 with a window on the left, laid out by DIN 5008, form B: the window
 *   shows the address field, 85 x 45 mm, 20 mm from the left and 45 mm from the top. The sheet is folded at 105 mm and
 *   210 mm.
 * - `us-10`: US Letter for the North American envelope No. 10 (4 1/8 x 9 1/2 inches) with the usual window, 4 1/2 x
 *   1 1/8 inches, 7/8 inch from the left and 1/2 inch from the bottom. The sheet is folded at 4 and 8 inches, so that it
 *   moves up and down by 1/8 inch only. To the left and right it moves by an inch.
 */
const ENVELOPE_LAYOUTS: Readonly<Record<EnvelopeName, Envelope>> = {
  'din-c5-6': {
    width: mm(210),
    height: mm(297),
    margin: mm(20),
    folds: [mm(105), mm(210)],
    window: { x: mm(25), y: mm(50), width: mm(78), height: mm(38) },
  },
  'us-10': {
    width: inch(8.5),
    height: inch(11),
    margin: inch(0.875),
    folds: [inch(4), inch(8)],
    window: { x: inch(0.95), y: inch(2.52), width: inch(3.4), height: inch(0.96) },
  },
};

export function envelopeOf(name: EnvelopeName): Envelope {
  return ENVELOPE_LAYOUTS[name];
}
