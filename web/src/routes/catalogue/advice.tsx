import { Heading } from '@nl-design-system-candidate/heading-react';
import { useEffect, useRef, useState } from 'react';
import { answer, api } from '../../api/client';
import type { AdviceView, AdviceWish, Chosen, ServiceView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { cents } from '../../parts/euros';
import { RadioGroup, SelectField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { ButtonLink, TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { LevelMark } from '../../parts/status';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { useSession } from '../../session/session';
import { carried, carry, inWords, LEVELS } from './catalogue';
import { ChooseServices } from './choose-services';

type Wish = Pick<AdviceWish, 'role' | 'fromLevel'> & { branch: string; employed: string; soleTrader: string };

const ROLES = ['signs-alone', 'signs-jointly', 'does-not-sign'] as const;

function wishOf(chosen: Chosen[], values: Wish): AdviceWish {
  return {
    chosen,
    branch: values.branch === 'yes',
    soleTrader: values.soleTrader === 'yes',
    ...(values.employed && { employed: values.employed === 'yes' }),
    ...(values.role && { role: values.role }),
    ...(values.fromLevel && { fromLevel: values.fromLevel }),
  };
}

/** What to mind, in words. */
function Warnings({ warnings }: { warnings: AdviceView['advice']['warnings'] }) {
  const { t, language } = useWords();
  if (warnings.length === 0) return null;
  const line = (warning: (typeof warnings)[number]) => {
    if (warning.warning === 'not-offered') return t('advice.warn-not-offered', { level: warning.level });
    if (warning.warning === 'unknown') return t('advice.warn-unknown', { id: warning.id });
    const service = `${warning.service.provider}, ${inWords(warning.service.name, language)}`;
    switch (warning.warning) {
      case 'refuses-branch':
        return t('advice.warn-refuses-branch', { service });
      case 'some-parts-ask-more':
        return t('advice.warn-some-parts-ask-more', { service, level: warning.level });
      case 'will-ask-more':
        return t('advice.warn-will-ask-more', { service, level: warning.level });
      case 'needs-no-means':
        return t('advice.warn-needs-no-means', { service });
      case 'asks-bsn':
        return t('advice.warn-asks-bsn', { service });
    }
  };
  return (
    <Notice tone="warning" title={t('advice.mind')}>
      <ul className="utrecht-unordered-list">
        {warnings.map((warning, at) => (
          <li className="utrecht-unordered-list__item" key={at}>
            {line(warning)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Asked({ view }: { view: AdviceView }) {
  const { t, named } = useWords();
  // What hangs on the register is told with its condition; what hangs on answers not given yet is not.
  const told = view.asked.filter((field) => field.need === 'required' || field.when === 'powers-not-in-register');
  const sections = [...new Set(told.map((field) => field.section))];
  const when = (condition?: string | null) => (condition ? ` (${named('when', condition, 'pointer.unknown')})` : '');
  return (
    <section className="stack stack--close">
      <Heading level={3}>{t('advice.asked')}</Heading>
      {sections.map((section) => (
        <p className="utrecht-paragraph" key={section}>
          <strong>{named('section', section, 'pointer.unknown')}:</strong>{' '}
          {told
            .filter((field) => field.section === section)
            .map((field) => `${named('table-field', field.field, 'pointer.unknown')}${when(field.when)}`)
            .join(', ')}
        </p>
      ))}
      <Heading level={3}>{t('advice.checks')}</Heading>
      <ul className="utrecht-unordered-list">
        {view.checks.map(({ check, by, when: condition }) => (
          <li className="utrecht-unordered-list__item" key={check}>
            {named('check', check, 'pointer.unknown')}
            {when(condition)} <span className="quiet">({named('acts', by, 'pointer.unknown')})</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Prices({ prices }: { prices: AdviceView['prices'] }) {
  const { t, n, locale } = useWords();
  if (prices.length === 0) return null;
  return (
    <section className="stack stack--close">
      <Heading level={3}>{t('advice.prices')}</Heading>
      <Table
        caption={t('advice.prices')}
        columns={[t('advice.term'), t('price.net'), t('price.gross')]}
        rows={prices.map((quote) => ({
          key: String(quote.termYears ?? 0),
          cells: [
            quote.termYears ? n('advice.years', quote.termYears) : t('advice.keeps-end'),
            <span className="numbers" key="net">
              {cents(quote.netCents, locale)}
            </span>,
            <strong className="numbers" key="gross">
              {cents(quote.grossCents, locale)}
            </strong>,
          ],
        }))}
      />
    </section>
  );
}

function Answer({ view, chosen }: { view: AdviceView; chosen: Chosen[] }) {
  const { t, n, date, language } = useWords();
  const { here } = useSession();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  const { advice } = view;
  return (
    <section className="card stack" tabIndex={-1} ref={box} aria-labelledby="advice-answer">
      <Heading level={2} id="advice-answer">
        {advice.level ? (
          <>
            {t('advice.answer')} <LevelMark level={advice.level} />
          </>
        ) : (
          t('advice.no-means')
        )}
      </Heading>
      {advice.level && advice.basis === 'unsure' && (
        <p className="utrecht-paragraph">{t('advice.unsure', { level: advice.level, opens: advice.opens.services, of: advice.opens.of })}</p>
      )}
      {advice.reasons.length > 0 && (
        <ul className="utrecht-unordered-list">
          {advice.reasons.map((reason) => (
            <li className="utrecht-unordered-list__item" key={reason.service.serviceId}>
              {reason.service.provider}, {inWords(reason.service.name, language)}: {t('advice.asks', { level: reason.level })}
              {reason.rises && <> {t('advice.rises', { level: reason.rises.level, date: date(reason.rises.from) })}</>}
              {reason.decisive && <strong> {t('advice.decisive')}</strong>}
            </li>
          ))}
        </ul>
      )}
      <Warnings warnings={advice.warnings} />
      {advice.level && (
        <>
          {view.time && (
            <p className="utrecht-paragraph">
              {n('advice.time', view.time.workingDays, { date: date(view.time.by) })}
            </p>
          )}
          <Prices prices={view.prices} />
          <Asked view={view} />
          <p className="quiet">{t('advice.carried')}</p>
          <div className="actions">
            <ButtonLink to={here.kind === 'somebody' ? '/means' : '/register'}>{here.kind === 'somebody' ? t('advice.to-means') : t('advice.to-register')}</ButtonLink>
            <TextLink to="/data-table">{t('catalogue.to-data-table')}</TextLink>
          </div>
        </>
      )}
      {chosen.length === 0 && <p className="quiet">{t('advice.choose-more')}</p>}
    </section>
  );
}

function AdviceForm({ services }: { services: readonly ServiceView[] }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Chosen[]>(carried);
  const [view, setView] = useState<AdviceView>();
  const [asked, setAsked] = useState(0);
  const form = useForm<Wish>({
    initial: { branch: 'no', employed: '', soleTrader: 'no', role: null, fromLevel: null },
    send: async (values) => {
      carry(chosen);
      setView(await answer(api.POST('/v1/advice', { body: wishOf(chosen, values) })));
      setAsked((count) => count + 1);
    },
  });
  const yesNo = [
    { value: 'yes', label: t('yes') },
    { value: 'no', label: t('no') },
  ];
  return (
    <>
      <form className="form card sheet" noValidate onSubmit={form.submit}>
        {form.refused && <ProblemNotice refused={form.refused} />}
        <div className="group">
          <Heading level={2}>{t('advice.what-for')}</Heading>
          <p className="utrecht-paragraph quiet">{t('advice.what-for-text')}</p>
          <ChooseServices
            services={services}
            chosen={chosen}
            onChange={(next) => {
              setChosen(next);
              setView(undefined);
            }}
            errors={form.errors}
          />
        </div>
        <div className="group">
          <Heading level={2}>{t('advice.about-you')}</Heading>
          <SelectField
            name="fromLevel"
            label={t('advice.from-level')}
            empty={t('advice.no-level')}
            errors={form.errors}
            value={form.values.fromLevel ?? ''}
            onChange={(level) => form.set('fromLevel', LEVELS.find((known) => known === level) ?? null)}
            options={LEVELS.map((level) => ({ value: level, label: level }))}
          />
          <RadioGroup
            name="role"
            label={t('advice.role')}
            errors={form.errors}
            value={form.values.role ?? ''}
            onChange={(role) => form.set('role', ROLES.find((known) => known === role) ?? null)}
            options={ROLES.map((role) => ({ value: role, label: t(`advice-role.${role}`) }))}
          />
          <RadioGroup name="employed" label={t('advice.employed')} errors={form.errors} value={form.values.employed} onChange={(employed) => form.set('employed', employed)} options={yesNo} />
          <RadioGroup name="soleTrader" label={t('advice.sole-trader')} errors={form.errors} value={form.values.soleTrader} onChange={(soleTrader) => form.set('soleTrader', soleTrader)} options={yesNo} />
          <RadioGroup name="branch" label={t('advice.branch')} hint={t('advice.branch-hint')} errors={form.errors} value={form.values.branch} onChange={(branch) => form.set('branch', branch)} options={yesNo} />
        </div>
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('advice.ask')}
          </Button>
        </div>
      </form>
      {view && <Answer key={asked} view={view} chosen={chosen} />}
    </>
  );
}

/** Which level is enough, what will be asked, what it costs, how long it takes: before any account. */
export function Advice() {
  const { t } = useWords();
  const list = useResource('services', () => answer(api.GET('/v1/services')));
  return (
    <Page title={t('advice.title')} lead={t('advice.lead')} back={{ to: '/services', text: t('catalogue.title') }}>
      <div className="stack">
        {list.refused && <ProblemNotice refused={list.refused} again={() => void list.again()} />}
        {!list.value && !list.refused && <Waiting />}
        {list.value && <AdviceForm services={list.value.services} />}
      </div>
    </Page>
  );
}
