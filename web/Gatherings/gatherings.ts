// The gatherings island: times as they are where the reader is, the reader's zone in forms, and the sum of planned minutes.
// Without it pages say the time in the gathering's zone, and the zone is chosen from the list.

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const time of document.querySelectorAll<HTMLTimeElement>('.when time[data-local]')) {
  const at = new Date(time.dateTime);
  const local = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(at);
  const zone = time.closest('.when')?.querySelector<HTMLElement>('[data-zone]');
  if (zone && here && zone.dataset.zone !== here) {
    zone.append(` · ${local} where you are`);
  }
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
