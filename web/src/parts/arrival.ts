import { useEffect } from 'react';

/** Gives the focus to something the moment it comes onto the page, because what opened it is gone. */
export function useArrival(id: string) {
  useEffect(() => document.getElementById(id)?.focus(), [id]);
}
