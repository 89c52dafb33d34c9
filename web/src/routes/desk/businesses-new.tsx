import { useNavigate } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import { useWords } from '../../i18n';
import { Page } from '../../parts/page';
import { BusinessForm } from './businesses-form';

/** Writes a business down. */
export function NewBusiness() {
  const { t } = useWords();
  const navigate = useNavigate();
  const keyFor = useIdempotencyKey();
  return (
    <Page title={t('desk-business.register')} back={{ to: '/desk/businesses', text: t('desk-business.title') }}>
      <div className="card narrow">
        <BusinessForm
          send={async (body) => {
            const made = await answer(api.POST('/v1/desk/businesses', { params: { header: { 'Idempotency-Key': keyFor(body) } }, body }));
            await navigate(`/desk/businesses/${made.id}`);
          }}
        />
      </div>
    </Page>
  );
}
