/** The kinds of file an overview comes as. */
export const FORMATS = ['csv', 'xlsx', 'pdf'] as const;
