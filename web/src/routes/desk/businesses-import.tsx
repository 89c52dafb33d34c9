import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { ImportedBusinesses } from '../../api/types';
import { useWords } from '../../i18n';
import { Checkbox } from '../../parts/fields';
import { FileInput } from '../../parts/file-input';
import { errorsByName } from '../../parts/form';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';

async function inBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** Many businesses from a table. Nothing is taken from one with a fault in it. */
export function ImportBusinesses() {
  const { t, n } = useWords();
  const [letters, setLetters] = useState(true);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<ImportedBusinesses>();
  const [refused, setRefused] = useState<Refused>();
  const errors = errorsByName(refused?.errors ?? []);
  const send = (file: File) => {
    setBusy(true);
    setOutcome(undefined);
    setRefused(undefined);
    inBase64(file)
      .then((content) => answer(api.POST('/v1/desk/business-imports', { body: { content, letters } })))
      .then(setOutcome)
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => setBusy(false));
  };
  return (
    <Page title={t('desk-business.import')} lead={t('desk-business.import-lead')} back={{ to: '/desk/businesses', text: t('desk-business.title') }}>
      <div className="card stack">
        <p className="utrecht-paragraph">{t('desk-business.import-columns')}</p>
        <Checkbox name="letters" label={t('desk-business.import-letters')} errors={{}} checked={letters} onChange={setLetters} />
        {refused && Object.keys(errors).length === 0 && <ProblemNotice refused={refused} />}
        {busy && <Waiting />}
        {outcome && <Outcome outcome={outcome} />}
        <FileInput
          name="content"
          label={t('desk-business.import-file')}
          hint={t('desk-business.import-hint')}
          accept=".csv,.xlsx,text/csv"
          errors={errors}
          onFile={send}
        />
        <p className="quiet">{n('desk-business.import-most', 2000)}</p>
      </div>
    </Page>
  );
}

function Outcome({ outcome }: { outcome: ImportedBusinesses }) {
  const { t, n } = useWords();
  if (outcome.faults.length === 0) {
    return (
      <Notice tone="ok" role="status">
        <p>
          {n('desk-business.imported', outcome.imported)} {n('desk-business.known', outcome.known)}
        </p>
      </Notice>
    );
  }
  return (
    <Notice tone="error" role="alert" title={t('desk-business.import-faults')}>
      <Table
        caption={t('desk-business.import-faults')}
        columns={[t('desk-business.row'), t('desk-business.column'), t('desk-business.fault')]}
        rows={outcome.faults.map(({ row, column, code }) => ({
          key: `${row} ${column} ${code}`,
          cells: [row, t(`business-column.${column}`), t(`business-fault.${code}`)],
        }))}
      />
    </Notice>
  );
}
