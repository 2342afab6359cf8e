import type { KeyboardEvent, ReactNode } from 'react';
import { useId, useRef, useState } from 'react';
import type { Language } from '@scrutin/web-ui';
import { useMounted } from '../../../site/use-mounted.ts';
import { RoundPanel } from './round-panel.tsx';
import type { RaceCount } from './shown-round.ts';
import { ROUND_TEXTS } from './texts.ts';
import { VoteFlowPicture } from './vote-flow-picture.tsx';

interface RoundsProps {
  readonly count: RaceCount;
  readonly language: Language;
}

/** The rounds of a count: one at a time, or all of them, as without scripts and in print. */
export function Rounds({ count, language }: RoundsProps): ReactNode {
  const text = ROUND_TEXTS[language];
  const isMounted = useMounted();
  const [showsAll, setShowsAll] = useState(false);
  const canStep = isMounted && count.rounds.length > 1;
  return (
    <section className="rounds">
      <h3>{text.title}</h3>
      <VoteFlowPicture count={count} language={language} />
      {canStep ? (
        <p className="not-printed">
          <button
            type="button"
            className="link-button"
            onClick={() => {
              setShowsAll(!showsAll);
            }}
          >
            {showsAll ? text.one : text.all}
          </button>
        </p>
      ) : null}
      {canStep && !showsAll ? (
        <RoundTabs count={count} language={language} />
      ) : (
        count.rounds.map((_round, index) => (
          <div key={index} className="round">
            <RoundPanel
              count={count}
              index={index}
              title={titleOf(count, index, language)}
              language={language}
            />
          </div>
        ))
      )}
    </section>
  );
}

/** The rounds as tabs: arrow keys, Home and End go from one to another, as the pattern of the ARIA guide has it. */
function RoundTabs({ count, language }: RoundsProps): ReactNode {
  const text = ROUND_TEXTS[language];
  const id = useId();
  const [chosen, setChosen] = useState(0);
  const tabs = useRef<(HTMLButtonElement | null)[]>([]);
  const last = count.rounds.length - 1;
  const index = Math.min(chosen, last);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const target = Math.min(last, Math.max(0, next));
    setChosen(target);
    tabs.current[target]?.focus();
  };
  return (
    <>
      <p className="soft keyboard-hint not-printed">{text.keys}</p>
      <div className="round-tabs not-printed" role="tablist" aria-label={text.choose} onKeyDown={onKeyDown}>
        {count.rounds.map((_round, i) => (
          <button
            key={i}
            ref={(element) => {
              tabs.current[i] = element;
            }}
            type="button"
            role="tab"
            id={`${id}tab${i}`}
            aria-selected={i === index}
            aria-controls={`${id}panel${i}`}
            tabIndex={i === index ? 0 : -1}
            onClick={() => {
              setChosen(i);
            }}
          >
            {shortTitleOf(count, i, language)}
          </button>
        ))}
      </div>
      {count.rounds.map((_round, i) => (
        <div
          key={i}
          className="round"
          role="tabpanel"
          id={`${id}panel${i}`}
          aria-labelledby={`${id}tab${i}`}
          hidden={i !== index}
        >
          <RoundPanel count={count} index={i} title={titleOf(count, i, language)} language={language} />
        </div>
      ))}
      <div className="button-row not-printed">
        <StepButton
          text={text.previous}
          isPossible={index > 0}
          onStep={() => {
            setChosen(index - 1);
          }}
        />
        <StepButton
          text={text.next}
          isPossible={index < last}
          onStep={() => {
            setChosen(index + 1);
          }}
        />
      </div>
    </>
  );
}

function StepButton(props: {
  readonly text: string;
  readonly isPossible: boolean;
  readonly onStep: () => void;
}): ReactNode {
  const { text, isPossible, onStep } = props;
  return (
    <button
      type="button"
      className="button button-second"
      aria-disabled={!isPossible}
      onClick={() => {
        if (isPossible) onStep();
      }}
    >
      {text}
    </button>
  );
}

function titleOf(count: RaceCount, index: number, language: Language): string {
  return hasPasses(count)
    ? shortTitleOf(count, index, language)
    : ROUND_TEXTS[language].round(index + 1, count.rounds.length);
}

function shortTitleOf(count: RaceCount, index: number, language: Language): string {
  const { pass, number } = count.rounds[index] ?? { pass: 1, number: index + 1 };
  const text = ROUND_TEXTS[language];
  return hasPasses(count) ? text.pass(pass, number) : text.short(number);
}

function hasPasses({ rounds }: RaceCount): boolean {
  return rounds.some(({ pass }) => pass > 1);
}
