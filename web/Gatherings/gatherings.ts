// The gatherings island: times as they are where the reader is, the room as soon as it opens, the reader's zone in forms, and
// the sum of planned minutes.
// Without it pages say the time in the gathering's zone, and the zone is chosen from the list.

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

const clock = (at: Date, timeZone: string) => new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone }).format(at);

// A zone may be younger than the browser, which then knows no clock of it.
function isSame(at: Date, zone: string) {
  try {
    return clock(at, here) === clock(at, zone);
  } catch {
    return false;
  }
}

for (const zone of document.querySelectorAll<HTMLElement>('.when [data-zone]')) {
  const time = zone.closest('.when')!.querySelector('time')!;
  const at = new Date(time.dateTime);
  if (!isSame(at, zone.dataset.zone!)) {
    zone.append(` · ${clock(at, here)} where you are`);
  }
}

// Near the start the page asks now and then whether the room is open, and shows it when it is.
const waiting = document.querySelector<HTMLElement>('[data-waits]');
if (waiting) {
  const starts = Date.parse(waiting.querySelector('time')!.dateTime);
  const look = async () => {
    if (document.visibilityState === 'visible' && starts - Date.now() < 35 * 60_000) {
      const answer = await fetch(waiting.dataset.waits!).catch(() => null);
      if (answer?.ok && (await answer.json() as { gathering: { state: string } }).gathering.state !== 'scheduled') {
        location.reload();
        return;
      }
    }
    setTimeout(() => void look(), 15_000);
  };
  setTimeout(() => void look(), 15_000);
}

const guess = document.querySelector<HTMLSelectElement>('select[data-guess]');
if (guess && here) {
  if (![...guess.options].some(option => option.value === here)) {
    guess.add(new Option(here, here));
  }
  guess.value = here;
}

const lines = document.querySelector<HTMLTextAreaElement>('#lines');
const sum = document.querySelector<HTMLOutputElement>('#sum');
const minutes = document.querySelector<HTMLInputElement>('#minutes');
if (lines && sum && minutes) {
  const introductions = document.querySelector<HTMLInputElement>('input[name=Introductions]');
  const count = () => {
    const each = lines.value.split('\n').map(line => Number(/\((\d{1,3})(?:\s*(?:min|minutes|m))?\.?\)\s*$/i.exec(line)?.[1] ?? 0));
    const planned = each.reduce((all, one) => all + one, introductions?.checked ? 5 : 0);
    sum.textContent = planned > 0 ? `${planned} of ${minutes.value} minutes are planned.` : '';
  };
  for (const field of [lines, minutes, introductions]) {
    field?.addEventListener('input', count);
  }
  count();
}
