import { find, type Room } from './dom';
import { log } from './log';
import { follow } from './stream';

/** What the moderators say among themselves: a conversation of its own, beside the other. */
export function backchannel(room: Room, news: () => void) {
  const section = find('#backchannel');
  if (!section) {
    return;
  }
  const container = find('#whispers', section)!;
  const entries = log(container, 'b');
  container.scrollTop = container.scrollHeight;
  const following = follow(`/api/gatherings/${section.dataset.room}`, Number(section.dataset.number), change => {
    if (change.kind === 'message' && change.html && change.seq) {
      const atEnd = container.scrollTop + container.clientHeight >= container.scrollHeight - 40;
      const [, isNew] = entries.put(change.html, change.seq);
      container.scrollTop = atEnd ? container.scrollHeight : container.scrollTop;
      if (isNew && String(change.author) !== room.me) {
        news();
      }
    }
  }, line => (line === 'reconnecting' || line === 'refused') && void leave());

  // Whoever leads the gathering no more is let in no more; what they have read there is taken off their page.
  async function leave() {
    const answer = await fetch(`${room.path}/lead`).catch(() => null);
    if (answer && [401, 403, 404].includes(answer.status)) {
      following.stop();
      section!.remove();
    }
  }
}
