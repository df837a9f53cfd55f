"""Xapian on the texts and questions of `text write`: python3 xapian_search.py FOLDER. Processor time."""
import os, sys, tempfile, time
import xapian

folder = sys.argv[1]
path = tempfile.mkdtemp()
name = f"Xapian {xapian.version_string()}"
began = time.process_time()
db = xapian.WritableDatabase(path, xapian.DB_CREATE_OR_OVERWRITE | xapian.DB_NO_SYNC)
count = 0
with open(os.path.join(folder, "messages.txt"), encoding="utf-8") as lines:
    for count, line in enumerate(lines, 1):
        document = xapian.Document()
        generator = xapian.TermGenerator()
        generator.set_document(document)
        generator.index_text_without_positions(line)
        db.add_document(document)
db.close()
spent = time.process_time() - began
size = sum(os.path.getsize(os.path.join(path, file)) for file in os.listdir(path))
print(f"{name}\tindex\t{count / spent:.0f}\t{size / count:.0f}")
db = xapian.Database(path)
for words in (3, 40):
    times = []
    with open(os.path.join(folder, f"questions{words}.txt"), encoding="utf-8") as lines:
        for line in lines:
            began = time.process_time()
            enquire = xapian.Enquire(db)
            enquire.set_query(xapian.Query(xapian.Query.OP_OR, line.split()))
            list(enquire.get_mset(0, 10))
            times.append((time.process_time() - began) * 1000)
    times.sort()
    print(f"{name}\task{words}\t{times[len(times) // 2]:.2f}\t{times[len(times) * 95 // 100]:.2f}")
