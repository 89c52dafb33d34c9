import { useState } from 'react';
import { useWords } from '../i18n';
import { Button } from './button';

export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState<boolean>();
  return (
    <>
      <Button
        purpose="secondary"
        onClick={() => {
          navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
          );
        }}
      >
        {label}
      </Button>
      <span role="status">{copied === undefined ? '' : copied ? t('copied') : t('not-copied')}</span>
    </>
  );
}
