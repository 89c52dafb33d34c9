import { SelectField, TextField } from '../../parts/fields';
import { useWords } from '../../i18n';
import { LEVELS, type Search } from './catalogue';

/** Finding services: by words, and by what a level opens. */
export function Finder({ search, onChange, count }: { search: Search; onChange: (search: Search) => void; count: number }) {
  const { t, n } = useWords();
  return (
    <div className="finder" role="search" aria-label={t('catalogue.find')}>
      <TextField name="search" label={t('catalogue.search')} errors={{}} value={search.words} onChange={(words) => onChange({ ...search, words })} />
      <SelectField
        name="opened-by"
        label={t('catalogue.opened-by')}
        empty={t('catalogue.any-level')}
        errors={{}}
        value={search.level}
        onChange={(level) => onChange({ ...search, level })}
        options={LEVELS.map((level) => ({ value: level, label: level }))}
      />
      <p className="quiet" role="status">
        {n('catalogue.count', count)}
      </p>
    </div>
  );
}
