import type { UpgradeView } from '../../api/types';
import { useWords } from '../../i18n';
import { Notice } from '../../parts/notice';
import { knownOf } from './data';

/** Whoever raises a means says anew how his company is registered (seed 001, step 2): says so when that is another branch than now, or none. */
export function BranchChange({ upgrade, entered }: { upgrade: UpgradeView; entered: string }) {
  const { t } = useWords();
  const [from, to] = [knownOf(upgrade, 'organisation', 'establishmentNumber'), entered.replace(/[\s.]/g, '')];
  const over = upgrade.stage === 'active' || upgrade.stage === 'cancelled';
  if (!upgrade.fromLevel || over || from === to || (to !== '' && !/^\d{12}$/.test(to))) return null;
  return (
    <Notice tone="info">
      <p>{t('branch.changes', { from: from || t('branch.whole'), to: to || t('branch.whole') })}</p>
    </Notice>
  );
}
