import { useNavigate } from 'react-router';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Uploads } from '../documents/uploads';
import { useUpgrade } from './upgrade-room';
import { Wizard } from './wizard';

export function ExtractStep() {
  const { t } = useWords();
  const { upgrade, again } = useUpgrade();
  const navigate = useNavigate();
  const check = upgrade.checks.find((one) => one.check === 'extract-in-date');
  const asked = check !== undefined && check.state !== 'not-needed';
  const home = `/upgrades/${upgrade.upgradeId}`;
  const editing = upgrade.stage === 'draft' || upgrade.stage === 'refused';
  return (
    <Wizard step="extract" lead={t('extract.lead')}>
      <div className="card sheet stack">
        {asked ? (
          <Uploads upgradeId={upgrade.upgradeId} onJudged={() => void again()} />
        ) : (
          <Notice tone="ok">
            <p>{t('extract.not-needed')}</p>
          </Notice>
        )}
        <div className="actions">
          {editing ? (
            <>
              <Button onClick={() => void navigate(`${home}/summary`)}>{t('next')}</Button>
              <TextLink to={`${home}/representatives`}>{t('previous')}</TextLink>
            </>
          ) : (
            <TextLink to={home}>{t('extract.to-tracker')}</TextLink>
          )}
        </div>
      </div>
    </Wizard>
  );
}
