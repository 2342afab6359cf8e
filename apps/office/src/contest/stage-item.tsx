import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../language.tsx';
import type { Stage, StageProgress } from './stages.ts';

const PROGRESS = texts<Readonly<Record<StageProgress, string>>>({
  fr: {
    done: 'Fait',
    now: 'À faire maintenant',
    running: 'En cours',
    blocked: 'Il manque quelque chose',
    optional: 'Possible maintenant',
    later: 'Plus tard',
    unknown: 'Pas encore connu',
  },
  en: {
    done: 'Done',
    now: 'To do now',
    running: 'Under way',
    blocked: 'Something is missing',
    optional: 'Possible now',
    later: 'Later',
    unknown: 'Not known yet',
  },
});

const SIGNS: Readonly<Record<StageProgress, string>> = {
  done: '✓',
  now: '→',
  running: '→',
  blocked: '!',
  optional: '·',
  later: '·',
  unknown: '·',
};

/** One stage of the checklist: how far it is, what it says, what is missing, and the buttons for it. */
export function StageItem(props: {
  readonly title: string;
  readonly stage: Stage;
  readonly children?: ReactNode;
}): ReactNode {
  const { title, stage, children } = props;
  const { language } = useLanguage();
  return (
    <li className={`stage stage-${stage.progress}`}>
      <span className="stage-sign" aria-hidden="true">
        {SIGNS[stage.progress]}
      </span>
      <div>
        <h2>
          {title} <span className="stage-progress">{PROGRESS[language][stage.progress]}</span>
        </h2>
        {stage.blocks.map((block) => (
          <p className="stage-block" key={block.en}>
            {block[language]}
          </p>
        ))}
        {children}
      </div>
    </li>
  );
}
