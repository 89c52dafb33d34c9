import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { OverviewView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { ProblemNotice } from '../../parts/problem-notice';
import { StatusTag, type StatusTone } from '../../parts/status';
import { cents } from '../catalogue/money';
import { monthName } from '../orders/search';
import { size } from './months';

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
    <p className="overviews__progress">
      <progress max={100} value={overview.progress} aria-label={t('overviews.progress', { months: name })} />
      <span aria-hidden="true">{overview.progress} %</span>
    </p>
  );
}

/** The link is asked for when it is wanted: it works for five minutes only. */
function Download({ overview, name }: { overview: OverviewView; name: string }) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const fetchIt = async () => {
    setBusy(true);
    setRefused(undefined);
    try {
      const { download } = await answer(api.GET('/v1/overviews/{overviewId}', { params: { path: { overviewId: overview.id } } }));
      if (download) window.location.assign(download.url);
    } catch (thrown) {
      setRefused(asRefused(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {refused && <ProblemNotice refused={refused} />}
      <div className="actions">
        <Button busy={busy} onClick={() => void fetchIt()} name={t('overviews.download-long', { months: name, format: overview.format.toUpperCase() })}>
          {t('overviews.download', { format: overview.format.toUpperCase() })}
        </Button>
      </div>
    </>
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
