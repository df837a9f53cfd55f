"""What an analyst's script does with a Zulip public archive: parse, strip the markup, link consecutive speakers, keep a graph."""
import html
import json
import os
import re
import sys
import time

import networkx

tag = re.compile(r"<[^>]+>")
start = time.perf_counter()
graph = networkx.DiGraph()
messages = 0
for folder, _, names in os.walk(sys.argv[1]):
    for name in sorted(names):
        if not name.endswith(".json") or name == "stream_index.json":
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            topic = json.load(file)
        before = None
        for message in sorted(topic, key=lambda m: m["timestamp"]):
            messages += 1
            text = html.unescape(tag.sub(" ", message["content"]))
            author = message["sender_full_name"]
            for mentioned in re.findall(r"@([\w .]+)", text)[:3]:
                if graph.has_node(mentioned):
                    graph.add_edge(author, mentioned, weight=graph.get_edge_data(author, mentioned, {"weight": 0})["weight"] + 1)
            if before and before != author:
                graph.add_edge(author, before, weight=graph.get_edge_data(author, before, {"weight": 0})["weight"] + 1)
            graph.add_node(author)
            before = author
print(messages, "%.3f" % (time.perf_counter() - start))
