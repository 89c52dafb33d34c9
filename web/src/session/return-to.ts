// Where to go after logging in. Only pages of our own that a person can have come from: never another host, never a script (S52).
const ALLOWED = [
  /^\/means$/,
  /^\/means\/mns_[0-9a-z]+\/(activate|upgrade)$/,
  /^\/upgrades\/upg_[0-9a-z]+(\/(data|representatives|extract|summary))?$/,
  /^\/account(\/(password|second-factor|sessions|overviews|address|delete))?$/,
  // Where help and mails send people who are not logged in yet.
  /^\/(access-codes|apply|batches|invoices|lapses|orders|people|spend)$/,
  /^\/businesses(\/open|\/biz_[0-9a-z]+(\/people)?)?$/,
  /^\/invoices\/inv_[0-9a-z]+$/,
  /^\/orders\/ord_[0-9a-z]+$/,
  /^\/forms(\/(mine|[a-z0-9-]{1,60}|(fill|sent)\/sub_[0-9a-z]+))?$/,
  /^\/help\/questions(\/tic_[0-9a-z]+)?$/,
  /^\/desk\/tickets(\/tic_[0-9a-z]+)?$/,
  /^\/desk$/,
  /^\/desk\/organisations\/org_[0-9a-z]+\/upgrades\/upg_[0-9a-z]+$/,
];

/** The path when it is on the list, else undefined. */
export function allowedReturn(path: string | null | undefined): string | undefined {
  return path && ALLOWED.some((allowed) => allowed.test(path)) ? path : undefined;
}

/** The log-in page that leads back to `path`. */
export function logInFor(path: string): string {
  const back = allowedReturn(path);
  return back ? `/log-in?return-to=${encodeURIComponent(back)}` : '/log-in';
}
