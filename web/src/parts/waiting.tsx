import { useEffect, useState } from 'react';
import { useWords } from '../i18n';

/** Something is on its way. Says so only when it takes long enough to be noticed. */
export function Waiting() {
  const { t } = useWords();
  const [noticed, setNoticed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setNoticed(true), 250);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="waiting" role="status" aria-busy="true">
      {noticed && (
        <>
          <span className="waiting__mark" />
          <span>{t('waiting')}</span>
        </>
      )}
    </div>
  );
}
