import { all } from './dom';

/**
 * Which options of polls the reader chose. What everybody is sent names nobody: only the page as it was loaded says so, and what
 * is done on it. Another window of the same reader learns of it when it is loaded again.
 */
export function choices() {
  const options = () => all<HTMLButtonElement>('.option');
  const chosen = new Map(options().filter(each => each.getAttribute('aria-pressed') === 'true').map(each => [poll(each), each.value]));

  function mark() {
    for (const option of options()) {
      option.setAttribute('aria-pressed', String(chosen.get(poll(option)) === option.value));
    }
  }
  mark();
  return {
    mark,
    /** A button has done what it says: if it is an option, it is the reader's choice now. */
    done(button: HTMLButtonElement) {
      if (button.classList.contains('option')) {
        chosen.set(poll(button), button.value);
        mark();
      }
    },
  };
}

const poll = (option: HTMLButtonElement) => option.getAttribute('formaction')!;
