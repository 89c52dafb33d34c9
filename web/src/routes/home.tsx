import { Heading } from '@nl-design-system-candidate/heading-react';
import { useEffect, useState } from 'react';
import { useWords } from '../i18n';
import { Clock, Tick } from '../parts/icons';
import { GeneralServices } from '../parts/general-services';
import { ButtonLink } from '../parts/link';
import { Notice } from '../parts/notice';
import { usePageHeading } from '../parts/page';
import { LevelClimb, LevelMark, StatusTag } from '../parts/status';
import { greeted, justLeft, useSession } from '../session/session';

const LADDER = ['EH2+', 'EH3', 'EH4'] as const;

export function Home() {
  const { t } = useWords();
  const { here } = useSession();
  const heading = usePageHeading(t('home.title'));
  const [left] = useState(justLeft);
  useEffect(greeted, []);
  const inside = here.kind === 'somebody';
  return (
    <>
      <section className="hero">
        <div className="frame__width hero__inner">
          <div className="hero__words">
            <Heading level={1} ref={heading} tabIndex={-1}>
              {t('home.title')}
            </Heading>
            <p className="utrecht-paragraph utrecht-paragraph--lead">{t('home.lead')}</p>
            <div className="actions">
              {inside ? (
                <>
                  <ButtonLink to={here.me.staff ? '/desk' : '/means'}>{here.me.staff ? t('home.to-desk') : t('home.to-means')}</ButtonLink>
                  {!here.me.staff && (
                    <ButtonLink to="/apply" purpose="secondary">
                      {t('home.apply')}
                    </ButtonLink>
                  )}
                </>
              ) : (
                <>
                  <ButtonLink to="/register">{t('home.register')}</ButtonLink>
                  <ButtonLink to="/log-in" purpose="secondary">
                    {t('frame.log-in')}
                  </ButtonLink>
                </>
              )}
            </div>
          </div>
          <div className="ticket" aria-hidden="true">
            <div className="ticket__top">
              <LevelClimb from="EH2+" to="EH3" />
              <StatusTag tone="warning">{t('stage.in-review')}</StatusTag>
            </div>
            <ol className="checks">
              {(['extract-in-date', 'data-matches-registration', 'power-to-represent'] as const).map((check) => (
                <li className="check check--passed" key={check}>
                  <span className="check__mark">
                    <Tick />
                  </span>
                  <div className="check__body">
                    <strong>{t(`check.${check}`)}</strong>
                  </div>
                </li>
              ))}
              <li className="check check--waiting">
                <span className="check__mark">
                  <Clock />
                </span>
                <div className="check__body">
                  <strong>{t('check.user-identity')}</strong>
                  <p className="quiet">{t('home.ticket-waiting')}</p>
                </div>
              </li>
            </ol>
          </div>
        </div>
      </section>
      <div className="frame__width stack stack--wide frame__main">
        {left && here.kind === 'nobody' && (
          <Notice tone="ok" role="status" title={t('home.left')}>
            <p>{t('home.left-text')}</p>
          </Notice>
        )}
        {inside && !here.me.staff && <GeneralServices />}
        <section className="stack">
          <Heading level={2}>{t('home.how')}</Heading>
          <ol className="how">
            {(['1', '2', '3'] as const).map((step) => (
              <li key={step}>
                <Heading level={3}>{t(`home.how-${step}`)}</Heading>
                <p className="utrecht-paragraph quiet">{t(`home.how-${step}-text`)}</p>
              </li>
            ))}
          </ol>
        </section>
        <section className="stack">
          <div className="stack stack--close">
            <Heading level={2}>{t('home.levels')}</Heading>
            <p className="utrecht-paragraph quiet">{t('home.levels-text')}</p>
          </div>
          <ol className="ladder">
            {LADDER.map((level) => (
              <li key={level}>
                <span>
                  <LevelMark level={level} />
                </span>
                <strong>{t(`level.${level}.name`)}</strong>
                <p className="quiet">{t(`level.${level}.text`)}</p>
              </li>
            ))}
          </ol>
          <div className="stack stack--close">
            <p className="utrecht-paragraph quiet">{t('home.advice-text')}</p>
            <div className="actions">
              <ButtonLink to="/advice">{t('catalogue.to-advice')}</ButtonLink>
              <ButtonLink to="/services" purpose="secondary">
                {t('catalogue.title')}
              </ButtonLink>
            </div>
          </div>
        </section>
        <section className="card stack stack--close" aria-labelledby="home-member">
          <Heading level={2} id="home-member">
            {t('home.member')}
          </Heading>
          <p className="utrecht-paragraph quiet">{t('home.member-text')}</p>
          <div className="actions">
            <ButtonLink to="/help/portal" purpose="secondary">
              {t('home.to-portal')}
            </ButtonLink>
          </div>
        </section>
        <section className="stack stack--close">
          <Heading level={2}>{t('home.need')}</Heading>
          <ul className="utrecht-unordered-list">
            {(['1', '2', '3'] as const).map((line) => (
              <li className="utrecht-unordered-list__item" key={line}>
                {t(`home.need-${line}`)}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}
