import { Heading } from '@nl-design-system-candidate/heading-react';
import { useWords } from '../../i18n';

const MASK = ['photo', 'nationality', 'bsn'] as const;
const KEEP = ['names', 'number', 'mrz'] as const;
const MORE = ['sides', 'purpose', 'valid', 'deleted'] as const;

/** What to hide on a copy of an ID and what must stay readable (domain.md 1.3). */
export function IdCopyAdvice() {
  const { t } = useWords();
  return (
    <div className="stack stack--close">
      <Heading level={3} appearance="level-4">
        {t('id-copy.mask')}
      </Heading>
      <ul className="utrecht-unordered-list">
        {MASK.map((what) => (
          <li key={what}>{t(`id-copy.mask-${what}`)}</li>
        ))}
      </ul>
      <Heading level={3} appearance="level-4">
        {t('id-copy.keep')}
      </Heading>
      <ul className="utrecht-unordered-list">
        {KEEP.map((what) => (
          <li key={what}>{t(`id-copy.keep-${what}`)}</li>
        ))}
      </ul>
      <Heading level={3} appearance="level-4">
        {t('id-copy.more')}
      </Heading>
      <ul className="utrecht-unordered-list">
        {MORE.map((what) => (
          <li key={what}>{t(`id-copy.${what}`)}</li>
        ))}
      </ul>
    </div>
  );
}
