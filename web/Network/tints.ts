// More groups than colours: a colour is given again, to groups that are not beside each other. Greedy by size, as D. Welsh and
// M. Powell do (The Computer Journal 10, 1967), with weights: eight colours may be too few to tell all neighbours apart.
import { colourCount } from './ink';
import type { Network } from './network';

// Cells along a side: within one, dots are side by side.
const cells = 48, rounds = 4;

/** By group, which has the smaller number the larger it is: the place of its colour. The first eight have one each. */
export function tintsOf(network: Network): Uint8Array {
  const sizes = network.data.groups.map(group => group.people);
  const beside = neighbours(network, sizes.length);
  const tints = new Uint8Array(sizes.length).fill(colourCount);
  const people = new Float64Array(colourCount);
  const give = (group: number, tint: number) => {
    if (tints[group]! < colourCount) {
      people[tints[group]!]! -= sizes[group]!;
    }
    tints[group] = tint;
    people[tint]! += sizes[group]!;
  };
  const best = (group: number) => {
    const cost = new Float64Array(colourCount);
    beside[group]!.forEach((weight, other) => {
      if (tints[other]! < colourCount) {
        cost[tints[other]!]! += weight;
      }
    });
    // Of equal ones that of the fewest people, or a few colours would be everywhere.
    return [...cost.keys()].reduce((a, b) => cost[b]! < cost[a]! || (cost[b] === cost[a] && people[b]! < people[a]!) ? b : a);
  };
  sizes.forEach((_, group) => give(group, group < colourCount ? group : best(group)));
  // The first ones did not know yet who would come beside them.
  for (let round = 0; round < rounds; round++) {
    for (let group = colourCount; group < sizes.length; group++) {
      give(group, best(group));
    }
  }
  return tints;
}

/** Where no more groups are to be seen than there are colours, each has one of its own. `seen` is the largest first. */
export function tintsFor(seen: readonly number[], tints: Uint8Array): Uint8Array {
  if (seen.length > colourCount) {
    return tints;
  }
  const own = tints.slice();
  const free = new Set(Array.from({ length: colourCount }, (_, tint) => tint));
  const late = seen.filter(group => !free.delete(tints[group]!));
  for (const group of late) {
    const [tint] = free;
    free.delete(tint!);
    own[group] = tint!;
  }
  return own;
}

// By group: how much each other one is beside it, by ties and on the map.
function neighbours(network: Network, count: number): Map<number, number>[] {
  const { groups } = network.data.people;
  const beside = Array.from({ length: count }, () => new Map<number, number>());
  const add = (a: number, b: number, weight: number) => {
    if (a !== b) {
      beside[a]!.set(b, (beside[a]!.get(b) ?? 0) + weight);
      beside[b]!.set(a, (beside[b]!.get(a) ?? 0) + weight);
    }
  };
  for (let tie = 0; tie < network.ties; tie++) {
    add(groups[network.from[tie]!]!, groups[network.to[tie]!]!, 1);
  }
  const held = new Map<number, Map<number, number>>();
  const cell = (value: number) => Math.min(cells - 1, Math.max(0, Math.floor((value + 1) / 2 * cells)));
  groups.forEach((group, person) => {
    const at = cell(network.y[person]!) * (cells + 1) + cell(network.x[person]!);
    const here = held.get(at) ?? new Map<number, number>();
    here.set(group, (here.get(group) ?? 0) + 1);
    held.set(at, here);
  });
  held.forEach((here, at) => {
    for (const near of [0, 1, cells, cells + 1, cells + 2]) {
      held.get(at + near)?.forEach((theirs, other) => here.forEach((ours, group) => {
        if (near > 0 || group < other) {
          add(group, other, Math.min(ours, theirs));
        }
      }));
    }
  });
  return beside;
}
