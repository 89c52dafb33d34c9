import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import { Refused } from '../../api/problem';
import type { TemplateView } from '../../api/types';
import { useWords } from '../../i18n';
import { DownloadButton } from '../../parts/download-button';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { size } from '../../parts/size';
import { Waiting } from '../../parts/waiting';
import { useTopicName, useWorded } from './parts';

/** How often is looked whether a letter is filled in, in milliseconds, and how often at most. */
const LOOK = 600;
const LOOKS = 60;

/** My business > Templates: files, and letters with the data of the business in them. */
export function Templates() {
  const { t } = useWords();
  const { business = '' } = useParams();
  const found = useResource(`templates ${business}`, () => answer(api.GET('/v1/businesses/{business}/templates', { params: { path: { business } } })));
  const folders = useResource(`folders ${business}`, () => answer(api.GET('/v1/businesses/{business}/folders', { params: { path: { business } } })));
  const nameOf = useTopicName(folders.value?.folders);
  const offered = found.value?.templates ?? [];
  const topics = (folders.value?.folders ?? []).map(({ id }) => id).filter((id) => offered.some(({ topic }) => topic === id));
  return (
    <Page title={t('templates.title')} lead={t('templates.lead')} back={{ to: `/businesses/${business}`, text: t('folders.to-business') }}>
      <div className="stack stack--wide">
        {found.refused && <ProblemNotice refused={found.refused} again={() => void found.again()} />}
        {!found.value && !found.refused && <Waiting />}
        {found.value && offered.length === 0 && <p className="utrecht-paragraph">{t('templates.none')}</p>}
        {topics.map((topic) => (
          <section className="stack" key={topic} aria-labelledby={`templates-${topic}`}>
            <Heading level={2} id={`templates-${topic}`}>
              {nameOf(topic)}
            </Heading>
            <ul className="stack stack--close folders__list">
              {offered
                .filter((template) => template.topic === topic)
                .map((template) => (
                  <Offered key={template.templateId} business={business} template={template} />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Page>
  );
}

function Offered({ business, template }: { business: string; template: TemplateView }) {
  const { t, language, locale } = useWords();
  const worded = useWorded();
  const idempotencyKey = useIdempotencyKey();
  const [count, setCount] = useState(0);
  const title = worded(template.title);
  const path = { business, template: template.templateId };
  const file = () => answer(api.POST('/v1/businesses/{business}/templates/{template}/downloads', { params: { path } }));
  const letter = async () => {
    const body = { templateId: template.templateId, language };
    const params = { path: { business }, header: { 'Idempotency-Key': idempotencyKey({ body, count }) } };
    const { parcelId } = await answer(api.POST('/v1/businesses/{business}/parcels', { params, body }));
    setCount(count + 1);
    for (let look = 0; look < LOOKS; look += 1) {
      const opened = await answer(api.GET('/v1/businesses/{business}/parcels/{parcel}', { params: { path: { business, parcel: parcelId } } }));
      if (opened.download) return opened.download;
      if (opened.parcel.state === 'failed') break;
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
    throw new Refused('unavailable');
  };
  return (
    <li className="file stack stack--close">
      <p className="file__name">{title}</p>
      <p className="quiet">{template.kind === 'letter' ? t('templates.letter') : `${template.fileName ?? ''}, ${size(template.size ?? 0, locale)}`}</p>
      <div className="actions">
        <DownloadButton ask={template.kind === 'letter' ? letter : file} name={t(template.kind === 'letter' ? 'templates.fill-in-long' : 'templates.download-long', { title })}>
          {template.kind === 'letter' ? t('templates.fill-in') : t('folders.download')}
        </DownloadButton>
      </div>
    </li>
  );
}
