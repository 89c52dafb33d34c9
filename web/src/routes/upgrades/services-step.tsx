import { Heading } from '@nl-design-system-candidate/heading-react';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { answer, api } from '../../api/client';
import { asRefused } from '../../api/problem';
import type { Authorisations, Chosen, MeansView, QuoteView, ServiceView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { RadioGroup, TextField } from '../../parts/fields';
import { errorsByName, useForm, type Errors } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { carried, dropCarried, inWords, rank, refuseBranch } from '../catalogue/catalogue';
import { ChooseServices } from '../catalogue/choose-services';
import { isFor, Offers, useOffers } from '../catalogue/offers';
import { PriceBlock } from '../catalogue/price-block';
import { useDraft } from './draft';
import { useUpgrade } from './upgrade-room';
import { KeptNote, Wizard } from './wizard';

interface Values {
  chosen: Chosen[];
  /** Years, or none to keep the present end date. */
  term: string;
  code: string;
}

const TERMS = ['1', '3', '5'] as const;
const A_CODE = /^[A-Z0-9]{3,20}$/i;

function sent({ chosen, term, code }: Values): Authorisations {
  return { chosen, ...(term && { termYears: Number(term) }), ...(code.trim() && { discountCode: code.trim() }) };
}

/** What it costs with what is chosen now; a moment after the last change. */
function useQuote(upgradeId: string, values: Values): { quote?: QuoteView; errors: Errors } {
  const [state, setState] = useState<{ quote?: QuoteView; errors: Errors }>({ errors: {} });
  const key = JSON.stringify(sent(values));
  useEffect(() => {
    let current = true;
    const body = JSON.parse(key) as Authorisations;
    if (body.chosen.length === 0) {
      setState({ errors: {} });
      return;
    }
    const later = setTimeout(() => {
      answer(api.POST('/v1/upgrades/{upgradeId}/quote', { params: { path: { upgradeId } }, body })).then(
        (quote) => current && setState({ quote, errors: {} }),
        (thrown: unknown) => current && setState((before) => ({ quote: before.quote, errors: errorsByName(asRefused(thrown).errors) })),
      );
    }, 350);
    return () => {
      current = false;
      clearTimeout(later);
    };
  }, [upgradeId, key]);
  return state;
}

function ServicesForm({ services, means }: { services: readonly ServiceView[]; means: MeansView }) {
  const { t, n, language, date } = useWords();
  const { upgrade, save } = useUpgrade();
  const navigate = useNavigate();
  const known = upgrade.data.authorisations;
  const opened = carried().filter((one) => {
    if (one.scope !== 'service') return true;
    const service = services.find((other) => other.serviceId === one.serviceId);
    return !!service?.level && rank(service.level) <= rank(upgrade.targetLevel);
  });
  const draft = useDraft<Values>({
    key: `balie.draft.${upgrade.upgradeId}.services`,
    start: {
      chosen: known?.chosen ?? opened,
      term: known?.termYears ? String(known.termYears) : upgrade.fromLevel ? '' : '1',
      code: known?.discountCode ?? '',
    },
    complete: ({ chosen, code }) => chosen.length > 0 && (code.trim() === '' || A_CODE.test(code.replace(/[\s-]/g, ''))),
    save: (values) => save({ authorisations: sent(values) }),
  });
  const { values, change } = draft;
  const offers = useOffers().filter((code) => isFor(code, upgrade));
  const { quote, errors: priced } = useQuote(upgrade.upgradeId, values);
  const form = useForm({
    initial: {},
    check: () => ({
      ...(values.chosen.length === 0 && { chosen: 'nothing-chosen' }),
      ...(priced.discountCode && { 'authorisations/discountCode': priced.discountCode }),
    }),
    send: async () => {
      await draft.saveNow(values);
      dropCarried();
      await navigate(`/upgrades/${upgrade.upgradeId}/data`);
    },
  });
  const errors: Errors = { ...(priced.discountCode && { 'authorisations/discountCode': priced.discountCode }), ...form.errors };
  // The branch that was filled in counts; before that, the one the means is bound to now.
  const branch = (upgrade.data.organisation ?? means.organisation).establishmentNumber;
  const refusing = branch ? refuseBranch(services, values.chosen) : [];
  const labels = { chosen: t('services.what-for'), 'authorisations/discountCode': t('services.code'), 'authorisations/termYears': t('services.term') };
  return (
    <form className="form card sheet" noValidate onSubmit={form.submit}>
      <FormFaults form={form} labels={labels} />
      <div className="group" id="field-chosen" tabIndex={-1}>
        <Heading level={2}>{t('services.what-for')}</Heading>
        <p className="utrecht-paragraph quiet">{t('services.added')}</p>
        <ChooseServices services={services} chosen={values.chosen} onChange={(chosen) => change({ ...values, chosen })} errors={form.errors} level={upgrade.targetLevel} rights={means.rights} />
      </div>
      {refusing.length > 0 && (
        <Notice tone="warning" title={t('services.branch-refused')}>
          <ul className="utrecht-unordered-list">
            {refusing.map((service) => (
              <li className="utrecht-unordered-list__item" key={service.serviceId}>
                {service.provider}, {inWords(service.name, language)}
              </li>
            ))}
          </ul>
          <p>{t('services.branch-without')}</p>
        </Notice>
      )}
      <div className="group">
        <RadioGroup
          name="authorisations/termYears"
          label={t('services.term')}
          hint={t('services.term-hint')}
          errors={errors}
          value={values.term}
          onChange={(term) => change({ ...values, term })}
          options={[
            ...(upgrade.fromLevel ? [{ value: '', label: t('services.keep', { date: date(means.validUntil) }) }] : []),
            ...TERMS.map((term) => ({ value: term, label: n('services.years', Number(term)) })),
          ]}
        />
        <TextField
          name="authorisations/discountCode"
          label={t('services.code')}
          hint={t('services.code-hint')}
          optional
          size="code"
          spellCheck={false}
          autoCapitalize="characters"
          errors={errors}
          value={values.code}
          onChange={(code) => change({ ...values, code })}
        />
        {offers.length > 0 && <Offers codes={offers} take={(code) => change({ ...values, code })} />}
      </div>
      {quote && values.chosen.length > 0 && (
        <section className="stack stack--close" aria-live="polite">
          <Heading level={2}>{t('price.title')}</Heading>
          <PriceBlock quote={quote} />
          <p className="quiet">{t('price.when')}</p>
        </section>
      )}
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('next')}
        </Button>
        <TextLink to={`/upgrades/${upgrade.upgradeId}`}>{t('wizard.later')}</TextLink>
        <KeptNote kept={draft.kept} />
      </div>
    </form>
  );
}

/** What the means is to be used for, for how long, and what that costs. */
export function ServicesStep() {
  const { t } = useWords();
  const { upgrade } = useUpgrade();
  const { meansId } = upgrade.means;
  const services = useResource('services', () => answer(api.GET('/v1/services')));
  const means = useResource(meansId, () => answer(api.GET('/v1/means/{meansId}', { params: { path: { meansId } } })));
  const refused = services.refused ?? means.refused;
  return (
    <Wizard step="services" lead={t('services.lead')}>
      {refused && <ProblemNotice refused={refused} again={() => void Promise.all([services.again(), means.again()])} />}
      {services.value && means.value ? <ServicesForm services={services.value.services} means={means.value} /> : !refused && <Waiting />}
    </Wizard>
  );
}
