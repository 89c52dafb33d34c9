import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { LANGUAGES, useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { RadioGroup, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { ButtonLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { StatusTag } from '../../parts/status';
import { useMe, useSession } from '../../session/session';
import { EherkenningCard } from './eherkenning';

export function Account() {
  const { t, n, named, speak } = useWords();
  const me = useMe();
  const { know, look } = useSession();
  const [saved, setSaved] = useState(false);
  const form = useForm<{ name: string; language: (typeof LANGUAGES)[number] }>({
    initial: { name: me.name ?? '', language: me.language },
    send: async (values) => {
      setSaved(false);
      const name = values.name.trim();
      const body = { version: me.version, language: values.language, ...(name && name !== me.name ? { name } : {}) };
      const now = await answer(api.PATCH('/v1/me', { body })).catch(async (thrown: unknown) => {
        // Somebody changed it elsewhere: the next try starts from what is there now.
        await look();
        throw thrown;
      });
      know(now);
      await speak(now.language, true);
      setSaved(true);
    },
  });
  return (
    <Page title={t('account.title')} lead={me.email}>
      <div className="stack">
        <section className="card">
          <form className="form" noValidate onSubmit={form.submit}>
            <Heading level={2}>{t('account.you')}</Heading>
            <FormFaults form={form} labels={{ name: t('field.name'), language: t('field.language') }} />
            {me.organisation && (
              <DataList
                rows={[
                  [t('field.organisation'), me.organisation.name],
                  [t('field.kvk-number'), me.organisation.kvkNumber],
                  [t('field.role'), named('role', me.organisation.role, 'role.unknown')],
                ]}
              />
            )}
            <TextField
              name="name"
              label={t('field.name')}
              hint={t('account.name-hint')}
              autoComplete="name"
              optional
              errors={form.errors}
              value={form.values.name}
              onChange={(name) => form.set('name', name)}
            />
            <RadioGroup
              name="language"
              label={t('field.language')}
              hint={t('register.language-hint')}
              errors={form.errors}
              value={form.values.language}
              onChange={(chosen) => form.set('language', LANGUAGES.find((one) => one === chosen) ?? 'nl')}
              options={LANGUAGES.map((one) => ({ value: one, label: t(`language.${one}`) }))}
            />
            <div className="actions">
              <Button type="submit" busy={form.busy}>
                {t('save')}
              </Button>
              <span role="status">{saved && !form.busy ? t('saved') : ''}</span>
            </div>
          </form>
        </section>
        <div className="rooms">
          <section className="card stack">
            <Heading level={2}>{t('account.second-factor')}</Heading>
            <p>
              {me.secondFactor.totp ? (
                <StatusTag tone="safe">{t('account.second-factor-on')}</StatusTag>
              ) : (
                <StatusTag tone="neutral">{t('account.second-factor-off')}</StatusTag>
              )}
            </p>
            <p className="quiet">
              {me.secondFactor.totp ? n('account.recovery-codes-left', me.secondFactor.recoveryCodesLeft) : t('account.second-factor-why')}
            </p>
            <div>
              <ButtonLink to="/account/second-factor" purpose="secondary">
                {me.secondFactor.totp ? t('account.second-factor-manage') : t('account.second-factor-start')}
              </ButtonLink>
            </div>
          </section>
          <section className="card stack">
            <Heading level={2}>{t('address.title')}</Heading>
            <p className="quiet">{t('account.address-text')}</p>
            <div>
              <ButtonLink to="/account/address" purpose="secondary">
                {t('account.address-look')}
              </ButtonLink>
            </div>
          </section>
          <section className="card stack">
            <Heading level={2}>{t('account.password')}</Heading>
            <p className="quiet">{t('account.password-text')}</p>
            <div>
              <ButtonLink to="/account/password" purpose="secondary">
                {t('change-password.title')}
              </ButtonLink>
            </div>
          </section>
          {me.organisation && (
            <section className="card stack">
              <Heading level={2}>{t('account.overviews')}</Heading>
              <p className="quiet">{t('account.overviews-text')}</p>
              <div>
                <ButtonLink to="/account/overviews" purpose="secondary">
                  {t('account.overviews-look')}
                </ButtonLink>
              </div>
            </section>
          )}
          {!me.staff && <EherkenningCard />}
          {!me.staff && (
            <section className="card stack">
              <Heading level={2}>{t('questions.title')}</Heading>
              <p className="quiet">{t('account.questions-text')}</p>
              <div>
                <ButtonLink to="/help/questions" purpose="secondary">
                  {t('account.questions-look')}
                </ButtonLink>
              </div>
            </section>
          )}
          <section className="card stack">
            <Heading level={2}>{t('sessions.title')}</Heading>
            <p className="quiet">{t('account.sessions-text')}</p>
            <div>
              <ButtonLink to="/account/sessions" purpose="secondary">
                {t('account.sessions-look')}
              </ButtonLink>
            </div>
          </section>
          {!me.staff && (
            <section className="card stack">
              <Heading level={2}>{t('deletion.title')}</Heading>
              <p className="quiet">{t('account.deletion-text')}</p>
              <div>
                <ButtonLink to="/account/delete" purpose="secondary">
                  {t('account.deletion-look')}
                </ButtonLink>
              </div>
            </section>
          )}
        </div>
        {!me.secondFactor.totp && me.staff && (
          <Notice tone="warning">
            <p>{t('account.staff-second-factor')}</p>
          </Notice>
        )}
      </div>
    </Page>
  );
}
