import { useWords } from '../i18n';
import { TextLink } from './link';

export interface Step {
  name: string;
  /** Where the step is, when it can be gone to. */
  to?: string;
}

/** Where one is in a row of steps; earlier ones can be gone back to. */
export function StepList({ steps, here }: { steps: readonly Step[]; here: number }) {
  const { t } = useWords();
  return (
    <nav aria-label={t('steps.label')}>
      <ol className="steps">
        {steps.map((step, index) => (
          <li
            key={step.name}
            className={`steps__step ${index < here ? 'steps__step--done' : ''} ${index === here ? 'steps__step--here' : ''}`}
            aria-current={index === here ? 'step' : undefined}
          >
            <span className="steps__name">
              {step.to && index !== here ? <TextLink to={step.to}>{step.name}</TextLink> : step.name}
              {index < here && <span className="only-heard"> {t('steps.done')}</span>}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
