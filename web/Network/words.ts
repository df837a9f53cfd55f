import type { State } from './state';

export const count = (number: number, one: string, many = `${one}s`) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

/** What is shown, in one sentence: as the server says it. */
export function lead(state: State, nameOf: (id: number) => string, people: number, ties: number, moment: string): string {
  const near = state.person === undefined ? '' : state.steps === 1 ? ` near ${nameOf(state.person)}` : ` within two ties of ${nameOf(state.person)}`;
  const about = state.topic ? ` who talk about ${state.topic}` : '';
  return `${count(people, 'person', 'people')}${near}${about} and ${count(ties, 'tie')}${near + about ? ' among them' : ''}${moment ? `, as of ${moment}` : ''}.`;
}

/** What the colours mean, in one sentence. */
export const says = ({ colour }: State) => ({
  group: 'Colours say who keeps to each other.', community: 'Colours say in which community somebody speaks most.', topic: 'Colours say what somebody talks about most.',
})[colour];
