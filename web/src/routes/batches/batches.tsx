import { Heading } from '@nl-design-system-candidate/heading-react';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import { useWords } from '../../i18n';
import { FileInput } from '../../parts/file-input';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';

/** The largest file that is read; the server says so too. */
const LARGEST = 3 * 1024 * 1024;

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** Many upgrades from one table: the empty table, a filled one, and those sent before. */
export function Batches() {
  const { t, n, date, language } = useWords();
  const navigate = useNavigate();
  const key = useIdempotencyKey();
  const before = useResource('batches', () => answer(api.GET('/v1/batches')));
  const send = useSend(async (file) => {
    const body = { fileName: file.name.slice(0, 100), content: await base64(file) };
    const batch = await answer(api.POST('/v1/batches', { params: { header: { 'Idempotency-Key': key(body) } }, body }));
    await navigate(`/batches/${batch.batchId}`);
  });
  return (
    <Page title={t('batches.title')} lead={t('batches.lead')} back={{ to: '/means', text: t('means.title') }}>
      <div className="stack stack--wide">
        <section className="card stack">
          <Heading level={2}>{t('batches.template')}</Heading>
          <p className="utrecht-paragraph">{t('batches.template-text')}</p>
          <ul className="utrecht-unordered-list">
            {(['xlsx', 'csv'] as const).map((kind) => (
              <li className="utrecht-unordered-list__item" key={kind}>
                <a className="nl-link" href={`/v1/batch-templates/${kind}?language=${language}`} download={`balie.${kind}`}>
                  {t(`batch-template.${kind}`)}
                </a>
              </li>
            ))}
          </ul>
          <p className="utrecht-paragraph quiet">{t('batches.columns')}</p>
          <p className="utrecht-paragraph quiet">{t('batches.newcomers')}</p>
        </section>
        <section className="card stack">
          <Heading level={2}>{t('batches.upload')}</Heading>
          <FormFaults form={send} labels={{ content: t('batches.file') }} />
          <FileInput
            name="content"
            label={t('batches.file')}
            hint={t('batches.file-hint')}
            errors={send.errors}
            accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            onFile={send.take}
          />
          <div role="status">{send.busy && <Waiting />}</div>
        </section>
        {before.refused && <ProblemNotice refused={before.refused} again={() => void before.again()} />}
        {before.value && before.value.items.length > 0 && (
          <section className="stack">
            <Heading level={2}>{t('batches.before')}</Heading>
            <Table
              caption={t('batches.before')}
              columns={[t('batches.file'), t('batches.made'), t('batches.stage'), t('batches.rows')]}
              rows={before.value.items.map((batch) => ({
                key: batch.batchId,
                cells: [
                  <TextLink key="link" to={`/batches/${batch.batchId}`}>
                    {batch.fileName}
                  </TextLink>,
                  date(batch.at),
                  t(`batch-stage.${batch.stage}`),
                  n('batches.good', batch.good),
                ],
              }))}
            />
          </section>
        )}
        <p className="utrecht-paragraph">
          {t('batches.help')} <TextLink to="/help/ask?topic=batches">{t('guide.to-help')}</TextLink>
          <br />
          {t('batches.many')} <TextLink to="/help/ask?topic=many-users">{t('guide.to-help')}</TextLink>
        </p>
      </div>
    </Page>
  );
}

/** Sends a file as soon as it is chosen. */
function useSend(work: (file: File) => Promise<void>) {
  const chosen = useRef<File>(undefined);
  const form = useForm<object>({
    initial: {},
    check: () => ((chosen.current?.size ?? 0) > LARGEST ? { content: 'file-too-large' } : {}),
    send: async () => {
      if (chosen.current) await work(chosen.current);
    },
  });
  const take = (file: File) => {
    chosen.current = file;
    form.submit();
  };
  return { errors: form.errors, tries: form.tries, refused: form.refused, busy: form.busy, take };
}
