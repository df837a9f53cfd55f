#!/usr/bin/env python3
"""Writes the dump of a question-and-answer site (Stack Exchange: Posts.xml, Comments.xml) as an archive that `kith evaluate experts` reads.

    stack_exchange.py DUMP OUT [--comments]

A question becomes a topic in the stream of its first tag, its answers the messages after it; with --comments also what was said below
them. People go by their numbers. What is not signed, or belongs to a question that is not, is left out.
"""
import datetime
import json
import os
import re
import sys
import urllib.parse
import xml.etree.ElementTree as xml


def rows(dump, name):
    return [row.attrib for row in xml.parse(os.path.join(dump, name)).getroot()]


def at(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.timezone.utc).timestamp()


def main(dump, out, comments):
    posts = [post for post in rows(dump, "Posts.xml") if post["PostTypeId"] in "12" and post.get("OwnerUserId")]
    questions = {post["Id"]: post for post in posts if post["PostTypeId"] == "1"}
    question = {post["Id"]: post.get("ParentId", post["Id"]) for post in posts}
    said = [(question[post["Id"]], at(post["CreationDate"]), post["OwnerUserId"], post["Body"]) for post in posts]
    if comments:
        said += [(question[row["PostId"]], at(row["CreationDate"]), row["UserId"], row["Text"]) for row in rows(dump, "Comments.xml") if row["PostId"] in question and row.get("UserId")]
    topics = {}
    for number, (topic, time, author, words) in enumerate(sorted(said, key=lambda each: each[1])):
        topics.setdefault(topic, []).append({"id": number + 1, "sender_full_name": f"person {author}", "content": words, "timestamp": time})
    for topic, messages in topics.items():
        if topic not in questions:
            continue
        stream = os.path.join(out, re.split("[<>|]+", questions[topic]["Tags"].strip("<>|"))[0])
        os.makedirs(stream, exist_ok=True)
        name = urllib.parse.quote(questions[topic]["Title"], safe="").replace(".", "%2E").replace("%", ".")
        with open(os.path.join(stream, f"{name}.json"), "x", encoding="utf-8") as file:
            json.dump(messages, file)


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--comments"]
    main(*arguments, "--comments" in sys.argv) if len(arguments) == 2 else sys.exit(__doc__)
