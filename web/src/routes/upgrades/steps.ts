/** The page of the wizard where a pointer of the server is mended. */
export function stepOf(pointer: string): 'services' | 'data' | 'representatives' | 'extract' {
  const path = pointer.replace(/^\/(data\/)?/, '');
  if (path.startsWith('authorisations')) return 'services';
  if (path.startsWith('representatives')) return 'representatives';
  return path.startsWith('documents') ? 'extract' : 'data';
}

/** The page of the wizard where what staff refused for is mended. */
export function stepForReason(reason: string): 'data' | 'representatives' | 'extract' {
  if (reason.startsWith('extract-')) return 'extract';
  return reason === 'representative-not-authorised' || reason === 'blocked-in-register' || reason === 'signer-missing' ? 'representatives' : 'data';
}
