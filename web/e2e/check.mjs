// The smallest runner that says what failed: journeys run one after the other, a step that fails ends its journey, and the rest goes on.
const results = { passed: 0, failed: 0 };
const only = process.env.BALIE_E2E_ONLY;

/** Called when a step fails, to tell what was on the screen. */
export const onFailure = new Set();

/** One journey: named steps that build on each other. */
export async function journey(name, work) {
  if (only && !name.includes(only)) return;
  console.log(`\n${name}`);
  onFailure.clear();
  const step = async (what, does) => {
    const started = Date.now();
    try {
      const given = await does();
      results.passed += 1;
      console.log(`  ok    ${what} (${Date.now() - started} ms)`);
      return given;
    } catch (error) {
      results.failed += 1;
      console.log(`  FAIL  ${what}`);
      console.log(String(error instanceof Error ? error.stack : error).replace(/^/gm, '        '));
      for (const tell of onFailure) console.log(`        ${await tell().catch(() => 'nothing to be seen')}`);
      throw new Stop();
    }
  };
  try {
    await work(step);
  } catch (error) {
    if (error instanceof Stop) return;
    results.failed += 1;
    console.log(`  FAIL  outside of a step: ${error instanceof Error ? error.stack : error}`);
  }
}

class Stop extends Error {}

export function holds(truth, otherwise) {
  if (!truth) throw new Error(otherwise);
}

export function same(found, expected, what) {
  holds(found === expected, `${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
}

/** Asks until it holds; the last answer stands in the failure. */
export async function until(ask, what, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < end) {
    last = await ask();
    if (last) return last;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`${what}: not within ${seconds} seconds`);
}

export function close() {
  console.log(`\n${results.passed} passed, ${results.failed} failed`);
  return results.failed === 0 && results.passed > 0 ? 0 : 1;
}
