// The past of the ties, as /api/map/course sends it: docs/json.md, "map".

const highest = 15;

export interface Course { starts: Uint32Array; bytes: Uint8Array }

/** Finds where the changes of each tie begin. */
export function courseOf(bytes: Uint8Array, ties: number): Course {
  const starts = new Uint32Array(ties + 1);
  let at = 0;
  for (let tie = 0; tie < ties; tie++) {
    starts[tie] = at;
    at += 1 + 2 * (bytes[at] ?? 0);
  }
  starts[ties] = at;
  if (at !== bytes.length) {
    throw new RangeError('The course of the map does not fit its ties.');
  }
  return { starts, bytes };
}

/** Strengths of all ties at a moment, 0 to 1; 0 is a tie that has not begun. */
export function strengthsAt({ starts, bytes }: Course, moment: number): Float32Array {
  const strengths = new Float32Array(starts.length - 1);
  for (let tie = 0; tie < strengths.length; tie++) {
    let now = 0;
    let level = 0;
    for (let at = starts[tie]! + 1; at < starts[tie + 1]! && (now += bytes[at]!) <= moment; at += 2) {
      level = bytes[at + 1]!;
    }
    strengths[tie] = level / highest;
  }
  return strengths;
}

/** A moment as people call it. */
export function momentName(step: string, end: string): string {
  const date = new Date(`${end}T00:00:00Z`);
  const say = (options: Intl.DateTimeFormatOptions) => date.toLocaleDateString('en-GB', { timeZone: 'UTC', ...options });
  switch (step) {
    case 'year': return say({ year: 'numeric' });
    case 'quarter':
    case 'month': return say({ month: 'short', year: 'numeric' });
    default: return say({ day: 'numeric', month: 'short', year: 'numeric' });
  }
}

/** The same as the address says it. */
export const momentKey = (step: string, end: string) => step === 'year' ? end.slice(0, 4) : step === 'month' || step === 'quarter' ? end.slice(0, 7) : end;

/** The first moment that ends no earlier than what an address says; the last if there is none. */
export function momentOf(ends: string[], at: string): number {
  const last = at.length === 4 ? `${at}-12-31` : at.length === 7 ? `${at}-31` : at;
  // A month that the last moment cuts short is the last moment.
  const found = ends.findIndex(end => end >= last || (at.length === 7 && end.startsWith(at) && !ends.some(later => later > end && later.startsWith(at))));
  return found < 0 ? ends.length - 1 : found;
}
