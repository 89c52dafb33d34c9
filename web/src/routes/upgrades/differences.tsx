import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Table } from '../../parts/table';
import { mobileAlike, type Differing } from './differing';

interface DifferencesProps {
  differing: readonly Differing[];
  /** Takes over what is registered; without it they are only shown. */
  onTake?: (one: Differing) => void;
}

/** What differs from the present registration, field by field, with what to do about it. */
export function Differences({ differing, onTake }: DifferencesProps) {
  const { t, named, date } = useWords();
  if (differing.length === 0) return null;
  const shown = (one: Differing, text: string) => {
    if (!text) return t('differs.nothing');
    if (one.field === 'mobile') return mobileAlike(text);
    return one.field === 'birthDate' && /^\d{4}-\d{2}-\d{2}$/.test(text) ? date(text) : text;
  };
  return (
    <div className="stack">
      <Notice tone="warning" title={t('differs.title')}>
        <p>{t('differs.text')}</p>
        <p>{t('differs.change-first')}</p>
        {differing.some((one) => one.field === 'email') && (
          <p>
            <TextLink to="/account/address">{t('differs.change-email')}</TextLink>
          </p>
        )}
        {differing.some((one) => one.field !== 'email') && (
          <p>
            <TextLink to="/help/ask?topic=upgrade">{t('differs.ask')}</TextLink>
          </p>
        )}
      </Notice>
      <Table
        caption={t('differs.table')}
        columns={[t('differs.field'), t('differs.entered'), t('differs.registered'), ...(onTake ? [t('differs.do')] : [])]}
        rows={differing.map((one) => {
          const field = named('pointer', one.field, 'pointer.unknown');
          return {
            key: `${one.section}/${one.field}`,
            cells: [
              field,
              shown(one, one.entered),
              shown(one, one.registered),
              ...(onTake
                ? [
                    <Button key="take" purpose="secondary" onClick={() => onTake(one)} name={t('differs.take-long', { field })}>
                      {t('differs.take')}
                    </Button>,
                  ]
                : []),
            ],
          };
        })}
      />
    </div>
  );
}
