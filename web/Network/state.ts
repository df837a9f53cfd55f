/** What of the map is shown and how: the address holds all of it. */
export interface State {
  topic: string;
  /** Numbers of people, as in their pages' addresses. */
  person: number | undefined;
  steps: 1 | 2;
  from: number | undefined;
  to: number | undefined;
  colour: 'group' | 'community' | 'topic';
  /** Percent of the lines; undefined: as many as can be told apart. */
  backbone: number | undefined;
  at: string;
  /** Of the table below the picture, from 1. */
  page: number;
}

const colours = ['group', 'community', 'topic'] as const;

/** Reads an address; who people are that it names is for the caller to say. */
export function stateOf(query: string, person: (typed: string) => number | undefined): State {
  const said = new URLSearchParams(query);
  const one = (name: string) => said.get(name)?.trim() ?? '';
  const share = one('backbone');
  return {
    topic: one('topic'), person: person(one('person')), steps: one('steps') === '2' ? 2 : 1, from: person(one('from')), to: person(one('to')),
    colour: colours.find(colour => colour === one('colour')) ?? 'group', backbone: share === '' ? undefined : Number(share), at: one('at'),
    page: Number(one('page')) || 1,
  };
}

/** The address of a state: nothing in it that goes without saying. */
export function queryOf(state: State): string {
  const query = new URLSearchParams();
  const say = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') {
      query.set(name, String(value));
    }
  };
  say('topic', state.topic);
  say('person', state.person);
  say('steps', state.person !== undefined && state.steps === 2 ? 2 : undefined);
  say('from', state.from);
  say('to', state.to);
  say('colour', state.colour === 'group' ? undefined : state.colour);
  say('backbone', state.backbone);
  say('at', state.at);
  say('page', state.page === 1 ? undefined : state.page);
  const text = query.toString();
  return text ? `?${text}` : location.pathname;
}
