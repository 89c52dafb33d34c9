import { useRef } from 'react';

/** One key per form instance and content: pressing twice creates once, and another content is another request. */
export function useIdempotencyKey(): (content: unknown) => string {
  const kept = useRef<{ content: string; key: string } | undefined>(undefined);
  return (content) => {
    const text = JSON.stringify(content);
    if (kept.current?.content !== text) kept.current = { content: text, key: crypto.randomUUID() };
    return kept.current.key;
  };
}
