import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { PaperView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { ButtonLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { LevelClimb, StatusTag } from '../../parts/status';
import { Waiting } from '../../parts/waiting';
import { PaperCodeForm } from './find-paper';
import { Fingerprint } from './fingerprint';
import { SignatureForm } from './signature-form';

/** A paper on the desk: its case, whether it still stands, and who signed it. */
export function Paper() {
  const { t } = useWords();
  const { code = '' } = useParams();
  const found = useResource(`paper ${code}`, () => answer(api.GET('/v1/desk/papers/{code}', { params: { path: { code } } })));
  const { value } = found;
  const unknown = found.refused?.slug === 'not-found' || found.refused?.slug === 'invalid-input';
  return (
    <Page
      title={value ? value.organisationName : t('paper.title')}
      back={{ to: '/desk/paper', text: t('paper.title') }}
      over={value && <LevelClimb from={value.fromLevel} to={value.targetLevel} />}
      lead={value && t('means.number', { number: value.meansNumber })}
    >
      <div className="stack">
        {unknown && (
          <Notice tone="error" role="alert" title={t('paper.unknown')}>
            <p>{t('paper.unknown-text', { code })}</p>
          </Notice>
        )}
        {unknown && <PaperCodeForm />}
        {found.refused && !unknown && <ProblemNotice refused={found.refused} again={() => void found.again()} />}
        {!value && !found.refused && <Waiting />}
        {value && <OnTheDesk paper={value} put={found.put} again={() => void found.again()} />}
      </div>
    </Page>
  );
}

function OnTheDesk({ paper, put, again }: { paper: PaperView; put: (paper: PaperView) => void; again: () => void }) {
  const { t, n, time } = useWords();
  const enough = paper.needed > 0 && paper.signed >= paper.needed;
  return (
    <>
      {paper.state === 'void' && (
        <Notice tone="error" role="alert" title={t('paper.void')}>
          <p>{t('paper.void-text')}</p>
        </Notice>
      )}
      {paper.state === 'valid' && paper.stage !== 'in-review' && (
        <Notice tone="info" title={t('paper.not-judged')}>
          <p>{t(`stage.${paper.stage}`)}</p>
        </Notice>
      )}
      {paper.state === 'valid' && enough && (
        <Notice tone="ok" role="status" title={t('paper.all-signed')}>
          <p>{t('paper.all-signed-text')}</p>
        </Notice>
      )}
      <div className="two">
        <section className="card stack">
          <Heading level={2}>{t('paper.signatures')}</Heading>
          {paper.needed > 0 && <p>{n('paper.progress', paper.needed, { signed: paper.signed })}</p>}
          {paper.signers.length === 0 && <p className="quiet">{t('paper.no-signers')}</p>}
          <ul className="files">
            {paper.signers.map((signer) => (
              <Signer key={signer.signerId} paper={paper} signer={signer} may={paper.state === 'valid' && paper.stage === 'in-review' && !enough} put={put} again={again} />
            ))}
          </ul>
        </section>
        <div className="two__side two__side--after stack">
          <section className="card stack stack--close">
            <Heading level={2} appearance="level-3">
              {t('paper.this-paper')}
            </Heading>
            <DataList
              rows={[
                [t('contract.code'), <span className="code" key="code">{paper.code}</span>],
                [t('contract.made-at'), time(paper.madeAt)],
                [t('paper.user'), paper.userName],
                [t('contract.fingerprint'), <Fingerprint key="fingerprint" value={paper.fingerprint} />],
              ]}
            />
            <p className="quiet">{t('paper.compare')}</p>
          </section>
          <div>
            <ButtonLink to={`/desk/organisations/${paper.organisationId}/upgrades/${paper.upgradeId}`} purpose="secondary">
              {t('paper.to-case')}
            </ButtonLink>
          </div>
        </div>
      </div>
    </>
  );
}

interface SignerProps {
  paper: PaperView;
  signer: PaperView['signers'][number];
  /** Whether a signature can be written down now. */
  may: boolean;
  put: (paper: PaperView) => void;
  again: () => void;
}

function Signer({ paper, signer, may, put, again }: SignerProps) {
  const { t, date, time } = useWords();
  const [writing, setWriting] = useState(false);
  const { signature } = signer;
  const leave = () => {
    setWriting(false);
    document.getElementById(`signer-${signer.signerId}`)?.focus();
  };
  return (
    <li className="file">
      <div className="row row--apart">
        <Heading level={3} id={`signer-${signer.signerId}`} tabIndex={-1} appearance="level-4">
          {signer.name}
        </Heading>
        <StatusTag tone={signature ? 'safe' : 'warning'}>{t(signature ? 'paper.signed' : 'paper.not-signed')}</StatusTag>
      </div>
      <p className="quiet">{signer.function}</p>
      {signature && <p>{signature.signedOn ? t('paper.signed-on', { date: date(signature.signedOn) }) : t('paper.signed-online', { time: time(signature.at) })}</p>}
      {!signature && may && !writing && (
        <div>
          <Button purpose="secondary" onClick={() => setWriting(true)} name={t('paper.record-long', { name: signer.name })}>
            {t('paper.record')}
          </Button>
        </div>
      )}
      {writing && (
        <SignatureForm
          paper={paper}
          signer={signer}
          onDone={(now) => {
            put(now);
            leave();
          }}
          onCancel={leave}
          onMissed={again}
        />
      )}
    </li>
  );
}
