#!/usr/bin/env python3
"""Makes a list of people with their handles, as `kith evaluate identity` reads it, of what a Slack export or a mailbox shows.

    names_and_handles.py EXPORT.zip|MAIL.mbox[.gz] > people.json

Of Slack: each real name, with the user name and the name shown. Of mail: each name beside an address, with the part before the @;
who used an address under several names, or a name with several addresses, is one person, called by the shortest name.
"""
import email.header
import gzip
import json
import re
import sys
import unicodedata
import zipfile


def slack(path):
    people = {}
    with zipfile.ZipFile(path) as export:
        for user in json.loads(export.read(next(name for name in export.namelist() if name.endswith("users.json")))):
            profile = user.get("profile", {})
            name = (user.get("real_name") or profile.get("real_name") or "").strip()
            handles = {(user.get("name") or "").strip(), (profile.get("display_name") or "").strip()}
            if name and not user.get("is_bot"):
                people.setdefault(name, set()).update(handle for handle in handles if handle and handle.lower() != name.lower())
    return people


def mail(path):
    senders = set()
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", errors="replace") as lines:
        for line in lines:
            found = re.match(r"From: (.*?)\s*<([^>\s]+@[^>\s]+)>", line)
            if found:
                name = str(email.header.make_header(email.header.decode_header(found[1]))).strip(" \"'")
                if " " in name and "," not in name and "via " not in name:
                    senders.add((name, found[2].lower()))
    first = {}

    def of(each):
        while first.setdefault(each, each) != each:
            each = first[each]
        return each

    for name, address in sorted(senders):
        first[of(("plain", plain(name)))] = of(("name", name))
        first[of(("address", address))] = of(("name", name))
    groups = {}
    for name, address in sorted(senders):
        group = groups.setdefault(of(("name", name)), (set(), set()))
        group[0].add(name)
        group[1].add(address.split("@")[0])
    return {name: handles - {name} for name, handles in ((min(sorted(names), key=len), handles) for names, handles in groups.values())}


def plain(name):
    words = re.findall("[a-z]+", unicodedata.normalize("NFD", re.sub(r"[(\[（].*", "", name).lower()))
    return " ".join((words[0], words[-1])) if len(words) > 1 else name


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = (slack if sys.argv[1].endswith(".zip") else mail)(sys.argv[1])
    json.dump({name: {"alias": sorted(handles)} for name, handles in sorted(found.items())}, sys.stdout, ensure_ascii=False, indent=1)
