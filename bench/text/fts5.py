"""SQLite FTS5 on the texts and questions of `text write`: python3 fts5.py FILE. Processor time; the content is kept outside the index."""
import os, sqlite3, sys, tempfile, time

folder = sys.argv[1]
path = os.path.join(tempfile.mkdtemp(), "fts.db")
db = sqlite3.connect(path)
db.execute("pragma journal_mode=off")
db.execute("pragma synchronous=off")
db.execute("create virtual table t using fts5(body, content='')")
began = time.process_time()
count = 0
with db, open(os.path.join(folder, "messages.txt"), encoding="utf-8") as lines:
    for count, line in enumerate(lines, 1):
        db.execute("insert into t(rowid, body) values (?, ?)", (count, line))
db.execute("insert into t(t) values ('optimize')")
db.commit()
spent = time.process_time() - began
print(f"FTS5 {sqlite3.sqlite_version}\tindex\t{count / spent:.0f}\t{os.path.getsize(path) / count:.0f}")
for words in (3, 40):
    times = []
    with open(os.path.join(folder, f"questions{words}.txt"), encoding="utf-8") as lines:
        for line in lines:
            question = " OR ".join(f'"{word}"' for word in line.split())
            began = time.process_time()
            db.execute("select rowid from t where t match ? order by rank limit 10", (question,)).fetchall()
            times.append((time.process_time() - began) * 1000)
    times.sort()
    print(f"FTS5 {sqlite3.sqlite_version}\task{words}\t{times[len(times) // 2]:.2f}\t{times[len(times) * 95 // 100]:.2f}")
