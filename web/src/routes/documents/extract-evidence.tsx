import { Heading } from '@nl-design-system-candidate/heading-react';
import type { UpgradeView } from '../../api/types';
import { useWords } from '../../i18n';
import { Notice } from '../../parts/notice';
import { StatusTag } from '../../parts/status';
import { Table } from '../../parts/table';
import { sealWords } from './seal-words';

type Extract = NonNullable<UpgradeView['extract']>;
type Official = NonNullable<NonNullable<Extract['read']>['officials']>[number];

interface ExtractEvidenceProps {
  extract: Extract;
  representatives: UpgradeView['data']['representatives'];
}

/** What became of the extract: the verdict in words, its seal, who stands on it, and how that compares with what was entered. */
export function ExtractEvidence({ extract, representatives }: ExtractEvidenceProps) {
  const words = useWords();
  const { t, date } = words;
  const { read, because, compared } = extract;
  const officials = read?.officials ?? [];
  const restrictions = read?.restrictions ?? [];
  const names = (representatives ?? []).map((one) => [one.firstNames, one.infix, one.surname].filter(Boolean).join(' '));
  return (
    <section className="stack stack--close">
      <Heading level={2} appearance="level-3">
        {because.includes('of-an-official') ? t('evidence.of-official', { kvkNumber: read?.kvkNumber ?? '' }) : t('evidence.title')}
      </Heading>
      {because.length === 0 ? (
        <Notice tone="ok" title={t('evidence.accepted')} role="status">
          <p>{t('evidence.accepted-why')}</p>
          <p>{sealWords(words, extract.seal)}</p>
        </Notice>
      ) : (
        <Notice tone="info" title={t('evidence.staff')} role="status">
          <p>{t('evidence.staff-why')}</p>
          <ul className="utrecht-unordered-list">
            {because.map((reason) => (
              <li key={reason}>{t(`staff-reason.${reason}`)}</li>
            ))}
          </ul>
          <p>{sealWords(words, extract.seal)}</p>
        </Notice>
      )}
      {restrictions.length > 0 && (
        <Notice tone="warning" title={t('evidence.restrictions')}>
          <p>{restrictions.map((one) => t(`extract-restriction.${one}`)).join(', ')}</p>
        </Notice>
      )}
      {compared.length > 0 && (
        <Table
          caption={t('evidence.compared')}
          captionShown
          columns={[t('evidence.name'), t('evidence.outcome')]}
          rows={compared.map((one) => ({
            key: String(one.representative),
            cells: [
              names[one.representative] ?? '',
              (one.differences ?? []).length === 0 ? (
                <StatusTag tone="safe" key="tag">
                  {t('evidence.matches')}
                </StatusTag>
              ) : (
                <span key="differs" className="row">
                  <StatusTag tone="warning">{t('evidence.differs')}</StatusTag>
                  {(one.differences ?? []).map((difference) => t(`extract-difference.${difference}`)).join('. ')}
                </span>
              ),
            ],
          }))}
        />
      )}
      {officials.length > 0 && (
        <Table
          caption={t('evidence.officials')}
          captionShown
          columns={[t('evidence.name'), t('evidence.born'), t('evidence.office'), t('evidence.power')]}
          rows={officials.map((official, at) => ({
            key: String(at),
            cells: [
              <OfficialName official={official} key="name" />,
              official.birthDate ? date(official.birthDate) : '–',
              t(`extract-office.${official.office}`),
              official.powerText ?? t(`extract-power.${official.power}`),
            ],
          }))}
        />
      )}
      {(read?.branches?.length ?? 0) > 0 && (
        <p className="quiet numbers">
          {t('evidence.branches')}: {read?.branches?.join(', ')}
        </p>
      )}
    </section>
  );
}

function OfficialName({ official }: { official: Official }) {
  const { t } = useWords();
  return (
    <>
      {official.name}
      {official.kvkNumber && <span className="quiet"> ({t('evidence.company', { kvkNumber: official.kvkNumber })})</span>}
    </>
  );
}
