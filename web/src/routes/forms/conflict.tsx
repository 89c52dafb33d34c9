// Another device, or a colleague, saved meanwhile: both are shown where they differ, and whoever types decides.
import type { FilledForm, FormDefinition } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Notice } from '../../parts/notice';
import { Table } from '../../parts/table';
import { say, type Answers } from './definition';
import { Said } from './said';

interface ConflictProps {
  form: FormDefinition;
  mine: Answers;
  other: FilledForm;
  onMine: () => void;
  onOther: () => void;
}

export function Conflict({ form, mine, other, onMine, onOther }: ConflictProps) {
  const { t, time, language } = useWords();
  const fields = form.sections.flatMap((part) => part.fields);
  const differ = fields.filter((field) => JSON.stringify(mine[field.name]) !== JSON.stringify(other.answers[field.name]));
  return (
    <Notice tone="warning" role="alert" title={t('forms.conflict')}>
      <p>{t('forms.conflict-why', { time: time(other.changedAt) })}</p>
      <Table
        caption={t('forms.conflict-table')}
        columns={[t('forms.question'), t('forms.mine-here'), t('forms.other-there')]}
        rows={differ.map((field) => ({
          key: field.name,
          cells: [say(field.label, language), <Said key="mine" field={field} value={mine[field.name]} />, <Said key="other" field={field} value={other.answers[field.name]} />],
        }))}
      />
      <div className="actions">
        <Button onClick={onMine}>{t('forms.keep-mine')}</Button>
        <Button purpose="secondary" onClick={onOther}>
          {t('forms.take-other')}
        </Button>
      </div>
    </Notice>
  );
}
