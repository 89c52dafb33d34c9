import { Heading } from '@nl-design-system-candidate/heading-react';
import { answer, api } from '../../api/client';
import type { OverviewView } from '../../api/types';
import { useWords } from '../../i18n';
import { DataList } from '../../parts/data-list';
import { DownloadButton } from '../../parts/download-button';
import { cents } from '../../parts/euros';
import { monthName } from '../../parts/month';
import { size } from '../../parts/size';
import { StatusTag, type StatusTone } from '../../parts/status';

const TONES: Record<OverviewView['state'], StatusTone> = { waiting: 'warning', making: 'warning', ready: 'safe', failed: 'danger', gone: 'neutral' };

/** The months of an overview, as a person names them. */
function useMonths(overview: OverviewView): string {
  const { t, locale } = useWords();
  const from = monthName(overview.from, locale);
  return overview.from === overview.to ? from : t('overviews.months', { from, to: monthName(overview.to, locale) });
}

/** How far it is while it is made; read out by who listens to it. */
function Progress({ overview, name }: { overview: OverviewView; name: string }) {
  const { t } = useWords();
  return (
    <p className="progress-line">
      <progress max={100} value={overview.progress} aria-label={t('overviews.progress', { months: name })} />
      <span aria-hidden="true">{overview.progress} %</span>
    </p>
  );
}

function Download({ overview, name }: { overview: OverviewView; name: string }) {
  const { t } = useWords();
  const format = overview.format.toUpperCase();
  const ask = async () => (await answer(api.GET('/v1/overviews/{overviewId}', { params: { path: { overviewId: overview.id } } }))).download;
  return (
    <div className="actions">
      <DownloadButton ask={ask} purpose="primary" name={t('overviews.download-long', { months: name, format })}>
        {t('overviews.download', { format })}
      </DownloadButton>
    </div>
  );
}

/** One overview: what it is about, how far it is, and its file. */
export function OverviewCard({ overview }: { overview: OverviewView }) {
  const { t, n, time, locale } = useWords();
  const name = useMonths(overview);
  const { contents, state } = overview;
  const open = state === 'waiting' || state === 'making';
  return (
    <li className="card sheet stack">
      <Heading level={3}>{name}</Heading>
      <p role="status">
        <StatusTag tone={TONES[state]}>{t(`overview-state.${state}`)}</StatusTag>
      </p>
      {open && <Progress overview={overview} name={name} />}
      <DataList
        rows={[
          [t('overviews.format'), overview.format.toUpperCase()],
          [t('overviews.codes'), overview.codes ? n('overviews.some-codes', overview.codes.length) : t('overviews.all-codes')],
          [overview.pace ? t('overviews.came') : t('overviews.asked'), overview.pace ? `${t(`overview-pace.${overview.pace}`)}, ${time(overview.askedAt)}` : time(overview.askedAt)],
          [t('overviews.contents'), contents && `${n('overviews.lines', contents.lines)}, ${cents(contents.grossCents, locale)}, ${size(contents.bytes, locale)}`],
          [t('overviews.until'), contents && time(contents.until)],
        ]}
      />
      {state === 'ready' && <Download overview={overview} name={name} />}
      {state === 'failed' && <p className="utrecht-paragraph">{t('overviews.failed')}</p>}
    </li>
  );
}
