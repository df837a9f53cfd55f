"""Graphs of the shapes that public collections hold, made here: not_given.py SHAPE FILE writes one as Kith's benchmarks read it; not_given.py names the shapes.

Everybody's number is drawn at random, as in collections, where neighbours in the file are seldom neighbours in the graph.
"""
import array
import random
import sys


def circles(people, most, ties, reach):
    """Who was together draws in who was together before: groups of two and more, sizes falling as a power, nearly all from nearby."""
    seen, been = set(), [[v] for v in range(0, people, reach)]
    while len(seen) < ties:
        own = random.randrange(len(been))
        size = min(most, 1 + int(random.paretovariate(1.3)))
        group = set()
        for _ in range(size):
            field = been[own] if random.random() < .93 else random.choice(been)
            is_new = random.random() < .45
            group.add(min(people - 1, own * reach + random.randrange(reach)) if is_new else random.choice(field))
        been[own] += group
        seen.update((a, b) for a in group for b in group if a < b)
    return people, seen


def friends(people, ties):
    """A few large circles, each with dense smaller ones that overlap, and people who differ in how many they know."""
    weights = [random.paretovariate(1.6) for _ in range(people)]
    seen, bounds = set(), sorted(random.sample(range(people), 9)) + [people]
    groups = []
    for first, last in zip([0] + bounds, bounds):
        for _ in range(max(1, (last - first) // 40)):
            middle, wide = random.randrange(first, last), random.randrange(10, 120)
            groups.append(range(max(first, middle - wide), min(last, middle + wide)))
    while len(seen) < ties:
        members = random.choice(groups)
        for _ in range(200):
            a, b = random.choices(members, [weights[v] for v in members], k=2)
            if a != b:
                seen.add((min(a, b), max(a, b)))
        a, b = random.choices(range(people), k=2)
        if a < b:
            seen.add((a, b))
    return people, seen


def hubs(people, ties, power, silent=0.0):
    """Both ends drawn by how well known they are; a share of people only ever meets the best known."""
    weights = [(v + 10) ** -power for v in range(people)]
    vocal = [w if random.random() >= silent else 0 for w in weights]
    seen = set()
    while len(seen) < ties:
        count = ties - len(seen)
        for a, b in zip(random.choices(range(people), vocal, k=count), random.choices(range(people), weights, k=count)):
            if a != b:
                seen.add((min(a, b), max(a, b)))
    return people, seen


def stars(people, ties):
    """A fifth of all write to each other, the rest to one or two of them."""
    core = people // 5
    _, seen = hubs(core, ties - people + core, .75)
    weights = [(v + 10) ** -.8 for v in range(core)]
    for v in range(core, people):
        seen.add((random.choices(range(core), weights)[0], v))
    return people, seen


def goods(count, ties):
    """What is bought together: mostly things nearby, now and then one that many know of."""
    seen = set()
    while len(seen) < ties:
        a = random.randrange(count)
        b = a + int(random.paretovariate(1) * random.choice((-1, 1))) if random.random() < .9 else int(count * random.random() ** 4)
        if 0 <= b < count and a != b:
            seen.add((min(a, b), max(a, b)))
    return count, seen


def roads(side):
    """A grid from which three of ten ways are missing, and here and there a way across."""
    seen = set()
    for v in range(side * side):
        for w in (v + 1 if (v + 1) % side else -1, v + side):
            if 0 < w < side * side and random.random() < .7:
                seen.add((v, w))
        if (v + 1) % side and v + side + 1 < side * side and random.random() < .05:
            seen.add((v, v + side + 1))
    return side * side, seen


def ring(people, near, strayed):
    """Everybody knows those next to them on a ring; some ties lead anywhere (Watts and Strogatz 1998)."""
    seen = set()
    for v in range(people):
        for step in range(1, near // 2 + 1):
            w = random.randrange(people) if random.random() < strayed else (v + step) % people
            if v != w:
                seen.add((min(v, w), max(v, w)))
    return people, seen


def groups(people, size, inside, outside):
    """Groups of one size, in which everybody knows some and outside of which fewer."""
    seen = set()
    for v in range(people):
        first = v // size * size
        for near, others in ((inside, range(first, min(people, first + size))), (outside, range(people))):
            for w in random.choices(others, k=near):
                if v != w:
                    seen.add((min(v, w), max(v, w)))
    return people, seen


SHAPES = {
    "collaboration-5k": lambda: circles(5_000, 60, 15_000, 40),
    "collaboration-20k": lambda: circles(20_000, 60, 100_000, 60),
    "friends": lambda: friends(4_000, 88_000),
    "votes": lambda: hubs(7_000, 100_000, .7, .5),
    "peers": lambda: hubs(10_000, 40_000, .25),
    "letters": lambda: stars(30_000, 180_000),
    "goods": lambda: goods(100_000, 500_000),
    "roads": lambda: roads(316),
    "ring": lambda: ring(10_000, 10, .1),
    "groups-5k": lambda: groups(5_000, 50, 6, 2),
    "groups-20k": lambda: groups(20_000, 100, 8, 2),
    "random": lambda: hubs(3_000, 15_000, 0),
}

if len(sys.argv) == 1:
    print(*SHAPES)
    sys.exit()
shape, path = sys.argv[1:]
random.seed(shape)
count, pairs = SHAPES[shape]()
names = list(range(count))
random.shuffle(names)
numbers = array.array("i", (count, count))
for one, other in sorted(pairs):
    numbers.extend((names[one], names[other]))
with open(path, "wb") as file:
    numbers.tofile(file)
