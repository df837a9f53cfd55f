import type { Network } from './network';

/** Not there, in the background, shown. */
export const gone = 0, faint = 1, shown = 2;

/** Who and what is to be seen. */
export interface Look {
  /** By person: gone, faint or shown. */
  people: Uint8Array;
  /** By person: sum of the strengths of their ties. */
  sums: Float32Array;
  /** Ties to draw, most telling first. */
  ties: Uint32Array;
  /** Who is shown, strongest first. */
  order: number[];
  /** How many ties there are among them, drawn or not, and how many of them hold them together. */
  among: number;
  frame: number;
}

/** Above this many, lines can't be told apart: only the most telling are drawn unless somebody asks for more. */
const legible = 600;

/** Decides what is to be seen: `only` narrows it to some people, `share` is the part of the lines to draw beyond the frame. */
export function lookAt(network: Network, strengths: Float32Array, only: Uint8Array | undefined, share: number | undefined): Look {
  const people = new Uint8Array(network.people);
  const sums = new Float32Array(network.people);
  const candidates = new Uint32Array(network.ties);
  let among = 0;
  let [frame, telling] = [0, 0];
  for (let tie = 0; tie < network.ties; tie++) {
    const strength = strengths[tie]!;
    if (strength > 0) {
      const [from, to] = [network.from[tie]!, network.to[tie]!];
      sums[from]! += strength;
      sums[to]! += strength;
      if (!only || (only[from] && only[to])) {
        candidates[among++] = tie;
        frame += tie < network.data.frame ? 1 : 0;
        telling += tie < network.data.telling ? 1 : 0;
      }
    }
  }
  for (let person = 0; person < people.length; person++) {
    people[person] = sums[person]! === 0 ? gone : only && !only[person] ? faint : shown;
  }
  const usual = among <= legible ? among : Math.max(telling, legible);
  const drawn = share === undefined ? usual : frame + Math.ceil((among - frame) * share);
  return { people, sums, order: strongest(people, sums), ties: candidates.slice(0, drawn), frame, among };
}

const finest = 1e6, most = 2 ** 32, places = 2 ** 20;

// Who is shown, strongest first, then by place. Sorted as numbers, because the past of fifty thousand people is sorted at every step.
function strongest(people: Uint8Array, sums: Float32Array): number[] {
  const keys = new Float64Array(people.length);
  let count = 0;
  for (let person = 0; person < people.length; person++) {
    if (people[person] === shown) {
      keys[count++] = Math.max(0, most - Math.round(sums[person]! * finest)) * places + person;
    }
  }
  return Array.from(keys.subarray(0, count).sort(), key => key % places);
}

/** Those in all of the given sets; undefined if none is given. */
export function inAll(sets: (Uint8Array | undefined)[]): Uint8Array | undefined {
  const given = sets.filter(set => set !== undefined);
  return given.length === 0 ? undefined : given[0]!.map((isIn, person) => given.every(set => set[person]) ? isIn : 0);
}

/** A set from numbers of people; who is not on the map is left out. */
export function setOf(network: Network, ids: number[]): Uint8Array {
  const set = new Uint8Array(network.people);
  for (const id of ids) {
    const place = network.placeOf.get(id);
    if (place !== undefined) {
      set[place] = 1;
    }
  }
  return set;
}
