"""Makes bench/results/rooms.md of what run.sh measured."""
import json, os, subprocess, sys

work, seconds = sys.argv[1], sys.argv[2]
read = lambda name: [json.loads(line) for line in open(os.path.join(work, name)) if line.startswith("{")]
fanout, posts = read("fanout"), read("posts")
load = " before, ".join(line.strip() for line in open(os.path.join(work, "load"))) + " after"
cpu = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
version = lambda name: subprocess.run(["dpkg-query", "-W", "-f=${Version}", name], capture_output=True, text=True).stdout
ours = {row["Followers"]: row for row in fanout if row["Server"] == "kith"}

def row(r):
    if not r["Expected"]:
        return f"| {r['Followers']:,} | {r['Server']} | did not finish | | | | | |"
    own = ours[r["Followers"]]
    ratio = r["Microseconds"] / own["Microseconds"] if own["Microseconds"] else float("nan")
    return (f"| {r['Followers']:,} | {r['Server']} | {100 * r['Delivered'] / r['Expected']:.1f} % | {r['P50']:.0f} | {r['P99']:.0f} "
            f"| {r['Microseconds']:.1f} | {ratio:.1f} | {r['Megabytes']:.0f} |")

def met(what, value, limit, goal=None, least=False):
    well = lambda bound: value >= bound if least else value <= bound
    said = "met" if well(limit) else "missed"
    return f"| {what} | {value:,.0f} | {limit:,} | {said} |" + ("" if goal is None else f" {goal:,}: {'met' if well(goal) else 'missed'} |")

rate = {post["What"]: post["PerSecond"] for post in posts}
k1, k5, k10 = ours[1000], ours[5000], ours[10000]
print(f"""# Rooms: what reaches whom, how late, at what cost

`bench/rooms/run.sh {seconds}`

One speaker says ten messages a second for {seconds} s; an event is one message that reached one follower. Milliseconds from the call
to the bytes at the follower; processor time of the server's process, its kernel part included; memory resident at the end.
Clients run on the same machine. Kith stores every message durably (SQLite, synchronous FULL) and renders it; ejabberd {version("ejabberd")} and
prosody {version("prosody")} keep their archives, without waiting for the disk; the SignalR group keeps nothing. Kith is started by
`./kith serve`, which sets a small first generation and few arenas. Peers have 200 s for each number of followers.
{os.cpu_count()} cores, {cpu}, .NET {subprocess.run(['dotnet', '--version'], capture_output=True, text=True).stdout.strip()}; load average {load}.

| followers | server | delivered | p50 ms | p99 ms | µs an event | times Kith | MB |
| --- | --- | --- | --- | --- | --- | --- | --- |
""" + "\n".join(row(r) for r in fanout) + """

Events that come close together share a write where there are more than a thousand followers (`FollowerLimits.Between`): that is
what makes an event cheap, and a part of what makes it late.

| posters, each waits for its answer | messages/s | p50 ms | p99 ms |
| --- | --- | --- | --- |
""" + "\n".join(f"| {p['Posters']}, {p['What']} | {p['PerSecond']:,.0f} | {p['P50']:.1f} | {p['P99']:.1f} |" for p in posts) + f"""

| gate | measured | limit | | goal |
| --- | --- | --- | --- | --- |
{met("5,000 followers: p99 ms", k5["P99"], 250)} |
{met("5,000 followers: µs an event", k5["Microseconds"], 16, 10)}
{met("5,000 followers: MB", k5["Megabytes"], 225)} |
{met("5,000 followers: % delivered", 100 * k5["Delivered"] / k5["Expected"], 100, least=True)} |
{met("1,000 followers: p99 ms", k1["P99"], 25)} |
{met("messages/s, 64 posters, in process", rate["sqlite, in process"], 15000, 25000, least=True)}
{met("10,000 followers: % delivered (goal)", 100 * k10["Delivered"] / k10["Expected"], 100, least=True)} |

Posts in process are those of the log alone, as when the gate was set; over HTTP the 64 clients share the two cores with the server,
and each post is a request of its own with its cookie, token and rules.

Missed is missed: on a machine that others use at the same time, look at processor time before milliseconds.""")
