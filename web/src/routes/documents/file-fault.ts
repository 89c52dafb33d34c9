// What can be seen to be wrong with a file before it is sent (S48). The server looks at the bytes.

const LARGEST = 10 * 1024 * 1024;
const ENDINGS: readonly (readonly [string, 'application/pdf' | 'image/jpeg' | 'image/png'])[] = [
  ['.pdf', 'application/pdf'],
  ['.jpg', 'image/jpeg'],
  ['.jpeg', 'image/jpeg'],
  ['.png', 'image/png'],
];

/** The type to declare: the one its name ends with. What browsers guess differs by machine. */
export function typeOf(file: Pick<File, 'name'>) {
  const name = file.name.toLowerCase();
  return ENDINGS.find(([ending]) => name.endsWith(ending))?.[1];
}

/** An error code, or undefined when it may be sent. */
export function fileFault(file: Pick<File, 'name' | 'size'>): string | undefined {
  if (!typeOf(file)) return 'not-the-declared-type';
  if (file.size === 0) return 'empty';
  return file.size > LARGEST ? 'too-large' : undefined;
}
