import { colourCount } from './ink';
import type { State } from './state';

export const count = (number: number, one: string, many = `${one}s`) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

/** What is shown, in one sentence: as the server says it. */
export function lead(state: State, nameOf: (id: number) => string, people: number, ties: number, moment: string): string {
  const near = state.person === undefined ? '' : state.steps === 1 ? ` near ${nameOf(state.person)}` : ` within two ties of ${nameOf(state.person)}`;
  const about = state.topic ? ` who talk about ${state.topic}` : '';
  if (people === 0) {
    return `Nobody${near}${state.topic ? ` who talks about ${state.topic}` : ''} has a tie${moment ? `, as of ${moment}` : ''}.`;
  }
  return `${count(people, 'person', 'people')}${near}${about} and ${count(ties, 'tie')}${near + about ? ' among them' : ''}${moment ? `, as of ${moment}` : ''}.`;
}

/** What the colours mean, in a sentence or two. */
export const says = ({ state: { colour }, seen }: { state: State; seen: { kind: number }[] }) => ({
  group: `Colours say who keeps to each other.${seen.length > colourCount ? ' There are more groups than colours: a colour may stand for several, which are side by side as seldom as can be.' : ''}`, community: 'Colours say in which community somebody speaks most.', topic: 'Colours say what somebody talks about most.',
})[colour];
