#!/usr/bin/env python3
"""Writes made-up interactions of people who mostly write to some thirty neighbours: bench/accuracy/made_up_ties.py PEOPLE INTERACTIONS FILE

For measuring how long `kith evaluate ties FILE` takes, not how accurate it is: rows of sender, recipient and seconds, over 600 days.
"""
import random
import sys

people, interactions = int(sys.argv[1]), int(sys.argv[2])
random.seed(1)
with open(sys.argv[3], "w") as file:
    for _ in range(interactions):
        sender = random.randrange(people)
        away = random.randrange(1, 30) if random.random() < 0.9 else random.randrange(1, people)
        file.write(f"{sender} {(sender + away) % people} {1600000000 + random.randrange(600 * 86400)}\n")
